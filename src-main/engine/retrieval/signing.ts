/**
 * What a person signs with a step (`docs/formats/retrieval.md`). The digest stands for the step's whole content, the
 * request's form included; the statement around it names request, step, decision, person and time.
 */
import type { RequestInput, RequestStep } from '../../../src-preload/contract/index.ts';
import { canonicalJson, isoWithOffset, type JsonValue, type Sha256Hex, sha256Of, type UtcMs } from '../lib/index.ts';

export interface StepContent {
  readonly requestId: string;
  readonly registerNumber: number;
  readonly form: RequestInput;
  readonly step: RequestStep;
  readonly decision: string;
  /** What else was decided or recorded with the step. */
  readonly facts: { readonly [name: string]: JsonValue };
}

/** Canonical JSON (RFC 8785). */
export function contentText({ requestId, registerNumber, form, step, decision, facts }: StepContent): string {
  return canonicalJson({ requestId, registerNumber, form, step, decision, facts });
}

export function contentDigest(text: string): Sha256Hex {
  return sha256Of(`sealbench/retrieval/v1\n${text}`);
}

export interface Signing {
  readonly requestId: string;
  readonly step: RequestStep;
  readonly decision: string;
  readonly username: string;
  readonly at: UtcMs;
  readonly digest: Sha256Hex;
}

export function stepStatement({ requestId, step, decision, username, at, digest }: Signing): string {
  return [
    'sealbench/retrieval-step/v1',
    `request ${requestId}`,
    `step ${step}`,
    `decision ${decision}`,
    `person ${username}`,
    `time ${isoWithOffset(at)}`,
    `digest ${digest}`,
    '',
  ].join('\n');
}
