/** What the frame of the command line gives to each command. */
import type { Command } from 'commander';
import type { MessageKey } from '../../src-preload/contract/catalogue.ts';
import type { CliContext } from './context.ts';
import type { CommandResult } from './outcome.ts';

/** How a command hands its work to the frame: with its common flags already read. */
export type Perform = (command: Command, work: (context: CliContext) => Promise<CommandResult>) => Promise<void>;
export type Say = (key: MessageKey) => string;
