/** Errors as they cross: kind, stable code, details. Causes and stacks stay on this side. */
import type { z } from 'zod';
import type { WireError } from '../../src-preload/contract/index.ts';
import { toldError } from '../engine/lib/index.ts';

/** The caller's mistake: an argument that the contract does not allow. Names the first field that is wrong. */
export class UsageError extends Error {
  readonly code = 'usage.bad-input';
  readonly details: { readonly call: string; readonly field: string; readonly reason: string };

  constructor(call: string, field: string, reason: string) {
    super(`${call}: ${field}: ${reason}`);
    this.name = 'UsageError';
    this.details = { call, field, reason };
  }
}

/** An error that crossed already (a job's): thrown on as it came. */
export class WireFailure extends Error {
  readonly wire: WireError;

  constructor(wire: WireError) {
    super(wire.code);
    this.name = 'WireFailure';
    this.wire = wire;
  }
}

export function usageError(call: string, error: z.ZodError): UsageError {
  const first = error.issues[0];
  return new UsageError(call, first?.path.map(String).join('.') ?? '', first?.message ?? '');
}

export function toWireError(thrown: unknown): WireError {
  if (thrown instanceof UsageError) return { kind: 'usage', code: thrown.code, details: { ...thrown.details } };
  if (thrown instanceof WireFailure) return thrown.wire;
  return toldError(thrown);
}
