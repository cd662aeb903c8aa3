/**
 * contract: every call, event and type that crosses between window and engine, as schemas.
 * The only thing both sides import. Adds nothing of its own to the areas.
 */
import type { z } from 'zod';
import { cases } from './cases.ts';
import { ceremonyCalls } from './ceremony.ts';
import { exporting } from './export.ts';
import { imaging } from './imaging.ts';
import { intake } from './intake.ts';
import { jobSnapshot, jobs } from './jobs.ts';
import { log } from './oplog.ts';
import { records } from './records.ts';
import { retrieval } from './retrieval.ts';
import { search } from './search.ts';
import { station } from './station.ts';
import { windowCalls } from './window.ts';

/** Calls that the engine answers, for window and command line alike. */
export const engineContract = {
  ...station,
  ...ceremonyCalls,
  ...cases,
  ...jobs,
  ...imaging,
  ...intake,
  ...records,
  ...retrieval,
  ...search,
  ...log,
  ...exporting,
};
export const contract = { ...engineContract, ...windowCalls };

export type EngineCallKey = keyof typeof engineContract;
export type CallKey = keyof typeof contract;
export type CallInput<K extends CallKey> = z.input<(typeof contract)[K]['input']>;
/** After the schema filled in its defaults: what a handler receives. */
export type CallParsed<K extends CallKey> = z.output<(typeof contract)[K]['input']>;
export type CallOutput<K extends CallKey> = z.output<(typeof contract)[K]['output']>;

/** What the engine tells without being asked. */
export const events = { 'job.changed': jobSnapshot };
export type EventKey = keyof typeof events;
export type EventPayload<K extends EventKey> = z.output<(typeof events)[K]>;

export * from './cases.ts';
export * from './ceremony.ts';
export * from './define.ts';
export * from './export.ts';
export * from './imaging.ts';
export * from './intake.ts';
export * from './jobs.ts';
export * from './oplog.ts';
export * from './records.ts';
export * from './retrieval.ts';
export * from './search.ts';
export * from './shapes.ts';
export * from './sourceWords.ts';
export * from './station.ts';
export * from './window.ts';
