/** The terminal as an argument, so that a test can read what was written and answer what was asked. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Null when nobody can be asked (no terminal on standard input). Hidden answers are not echoed. */
  readonly ask: ((question: string, hidden: boolean) => Promise<string>) | null;
  /** Progress is redrawn in place on a terminal, written as lines elsewhere. */
  readonly redraws: boolean;
}

export function processTerminal(): Terminal {
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    ask: process.stdin.isTTY ? askOnTerminal : null,
    redraws: process.stderr.isTTY,
  };
}

function askOnTerminal(question: string, hidden: boolean): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: hidden ? silent : process.stderr, terminal: true });
  if (hidden) process.stderr.write(question);
  return new Promise((resolve) => {
    lines.question(hidden ? '' : question, (answer) => {
      lines.close();
      if (hidden) process.stderr.write('\n');
      resolve(answer);
    });
  });
}
