/** How a call that crosses into the engine is declared: what goes in, what comes out, who may make it. */
import type { z } from 'zod';

export const ROLES = ['operator', 'witness', 'legal', 'superior', 'exporter', 'auditor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Before a station exists or anybody signed in; whoever is signed in; or the roles named. Everybody else is refused. */
export type Access = 'anyone' | 'signed-in' | readonly Role[];

export interface CallSpec<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I;
  readonly output: O;
  readonly access: Access;
}

export function call<I extends z.ZodType, O extends z.ZodType>(spec: CallSpec<I, O>): CallSpec<I, O> {
  return spec;
}

/** Roles whose work needs the evidence itself. Administrator, auditor and witness never hold the evidence key. */
export const EVIDENCE_ROLES = ['operator', 'legal', 'superior', 'exporter'] as const satisfies readonly Role[];
