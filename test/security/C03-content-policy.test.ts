/** C3: what a document may load. Nothing by default, no connection, no code from text, no style without the nonce. */
import { describe, expect, it } from 'vitest';
import { contentPolicy } from '../../src-main/window/contentPolicy.ts';

function directives(policy: string): ReadonlyMap<string, readonly string[]> {
  return new Map(policy.split('; ').map((directive) => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1)]));
}

describe.each(['page', 'print'] as const)('the policy of a %s', (kind) => {
  const policy = directives(contentPolicy(kind, 'NONCE'));

  it('allows nothing that it does not name', () => {
    expect(policy.get('default-src')).toEqual(["'none'"]);
  });

  it('allows no connection, frame, plug-in, form or other base address', () => {
    const closed = [
      'connect-src',
      'object-src',
      'frame-src',
      'worker-src',
      'base-uri',
      'form-action',
      'frame-ancestors',
    ];
    for (const directive of closed) expect(policy.get(directive), directive).toEqual(["'none'"]);
  });

  it('allows no code or style from the text of the document, and no address outside the program', () => {
    const sources = [...policy.values()].flat();
    expect(
      sources.filter((source) => source.includes('unsafe') || source.includes('*') || /^\w+:\/\//.test(source)),
    ).toEqual([]);
    expect(sources.filter((source) => /^(https?|wss?|file):/.test(source))).toEqual([]);
  });

  it('lets styles in by a nonce', () => {
    expect(policy.get('style-src')).toContain("'nonce-NONCE'");
  });
});

it('the policy of a print allows no script at all', () => {
  expect(directives(contentPolicy('print', 'NONCE')).get('script-src')).toEqual(["'none'"]);
});
