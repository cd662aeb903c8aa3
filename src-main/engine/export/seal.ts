/**
 * A sealed export from the approval of two people to the package on its medium. The log is written first; the package is
 * made while it is written, every source file compared with its record on the way, and read back before it has a name.
 */
import { rm } from 'node:fs/promises';
import type { ExportParameters, ExportResult } from '../../../src-preload/contract/index.ts';
import type { Approval } from '../ceremony/index.ts';
import { JobCancelledError, type JobContext, type JobSpec } from '../jobs/index.ts';
import { asSealbenchError, type Clock, type JsonValue, RefusedError, utf8 } from '../lib/index.ts';
import type { EntryFields, LogOutcome, LogReceipt, StoredOperationLog } from '../oplog/index.ts';
import { type Bag, makeBag } from './package/bag.ts';
import { signDetached } from './package/cms.ts';
import {
  type CaseReader,
  chooseImages,
  formPayload,
  imagePayload,
  logPayload,
  type PackagedForm,
  type Printer,
  photoPayload,
} from './package/content.ts';
import { FOLDER_STEPS, writeFolder } from './package/folder.ts';
import { LOG_CHECKER, LOG_CHECKER_PATH } from './package/logChecker.ts';
import { safeName } from './package/names.ts';
import { packageReadme } from './package/readme.ts';
import { discardVolume, SEAL_STEPS, writeSealedVolume } from './volume/index.ts';

export interface ExportTools {
  readonly approval: Approval<'seal-export'>;
  readonly log: Pick<StoredOperationLog, 'append' | 'checkpoint' | 'bundle' | 'page' | 'entry' | 'verifierKey'>;
  readonly cases: CaseReader;
  readonly station: { readonly organisation: string; readonly serial: string; readonly authorityPem: string };
  /** Rendered for every exhibit whose images go along. */
  readonly forms: readonly PackagedForm[];
  /** Prints the forms to PDF too; null where there is no window to print with. */
  readonly printer: Printer | null;
  readonly clock: Clock;
  readonly version: string;
}

const SIGNATURES_PATH = 'sealbench/signatures.pem';
const AUTHORITY_PATH = 'sealbench/authority.pem';
const BEIJING_MINUTES = 480;

/** The work as a job; it releases the approval when it ends, however it ends. */
export function sealExportJob(tools: ExportTools): JobSpec<ExportResult> {
  const { volume, target } = tools.approval.parameters;
  return {
    kind: 'seal-export',
    subject: target,
    steps: [{ name: 'export.prepare', weight: 0.2 }, ...(volume === 'none' ? FOLDER_STEPS : SEAL_STEPS)],
    canPause: true,
    run: (job) => sealExport(tools, job).finally(() => tools.approval.release()),
  };
}

/** Throws what `planExport` and the writers throw; nothing stays behind, and the log says what happened. */
export async function sealExport(tools: ExportTools, job: JobContext): Promise<ExportResult> {
  const note = noteOf(tools);
  const { parameters } = tools.approval;
  const begun = note('begun', { parameters });
  try {
    return await performed(parameters, tools, job, begun, note);
  } catch (error) {
    const { code, details } = asSealbenchError(error);
    note(error instanceof JobCancelledError ? 'cancelled' : 'failed', { code, details });
    throw error;
  }
}

type Note = (outcome: LogOutcome, facts: { readonly [key: string]: JsonValue }) => LogReceipt;

function noteOf({ approval, log }: ExportTools): Note {
  const { ceremonyId, parameters, parametersDigest } = approval;
  return (outcome, facts) =>
    log.append({
      act: 'package.seal',
      outcome,
      actor: approval.operator.username,
      witness: approval.witness.username,
      subject: { caseId: parameters.caseId, ceremonyId, parametersDigest, ...facts },
    });
}

interface Sealed {
  readonly sizeBytes: number;
  readonly files: number;
  readonly readBackFrom: ExportResult['readBackFrom'];
}

async function performed(
  parameters: ExportParameters,
  tools: ExportTools,
  job: JobContext,
  begun: LogReceipt,
  note: Note,
): Promise<ExportResult> {
  const { approval, log } = tools;
  const { target } = parameters;
  job.step('export.prepare', null);
  const bag = await packageBag(parameters, tools, begun);
  job.signal.throwIfAborted();
  const sealed = await write(bag, parameters, approval.passphrase, job);
  const facts = { packageDigest: bag.digest(), ...sealed, verdict: 'matched' } as const;
  let receipt: LogReceipt;
  try {
    receipt = note('done', { target, ...facts });
    log.checkpoint([approval.operator.cosigner, approval.witness.cosigner]);
  } catch (error) {
    // What the log does not know must not be handed over.
    if (parameters.volume === 'none') await rm(target, { recursive: true, force: true });
    else await discardVolume(target);
    throw error;
  }
  return { target, ...facts, logIndex: receipt.index };
}

async function write(
  bag: Bag,
  { target, volume }: ExportParameters,
  passphrase: string | null,
  job: JobContext,
): Promise<Sealed> {
  if (volume === 'none') return { ...(await writeFolder(bag.tree, target, job)), readBackFrom: 'cache' };
  if (passphrase === null) throw new RefusedError('export.no-passphrase');
  const label = 'SEALBENCH';
  const sealed = await writeSealedVolume({ target, format: volume, passphrase, label, tree: bag.tree, job });
  return { sizeBytes: sealed.sizeBytes, files: sealed.files.length, readBackFrom: sealed.readBackFrom };
}

async function packageBag(parameters: ExportParameters, tools: ExportTools, begun: LogReceipt): Promise<Bag> {
  const { approval, cases, station, clock, version } = tools;
  const detail = cases.get(parameters.caseId);
  const images = chooseImages(detail, parameters.imageIds);
  const madeAt = { at: clock.now(), offsetMinutes: BEIJING_MINUTES };
  const people = [approval.operator, approval.witness];
  const sign = (content: Uint8Array) => utf8(signDetached(content, people, station.authorityPem, clock.now()));
  const proofs = [...images.map(({ image }) => image.logIndex), begun.index];
  return makeBag({
    payload: [
      ...(await imagePayload(images)),
      ...(await formPayload(tools.forms, detail, tools.printer, madeAt)),
      ...photoPayload(cases, detail, images, madeAt),
      ...logPayload(await logBundle(tools, proofs), madeAt),
    ],
    tagFiles: [
      {
        path: 'README.txt',
        content: utf8(packageReadme({ detail, parameters, station, logKey: tools.log.verifierKey })),
      },
      { path: AUTHORITY_PATH, content: utf8(station.authorityPem) },
      { path: LOG_CHECKER_PATH, content: utf8(LOG_CHECKER) },
    ],
    information: [
      ['Source-Organization', station.organisation],
      ['External-Identifier', detail.number],
      ['External-Description', detail.title],
      ['Internal-Sender-Identifier', station.serial],
      ['Internal-Sender-Description', parameters.purpose],
      ['Sealbench-Recipient', parameters.recipient],
      ['Bagging-Date', new Date(madeAt.at + BEIJING_MINUTES * 60_000).toISOString().slice(0, 10)],
      ['Bag-Software-Agent', `Sealbench ${version}`],
    ],
    madeAt,
    signature: { path: SIGNATURES_PATH, sizeBytes: sign(new Uint8Array()).length, sign },
  });
}

/** The whole tree, but only the entries of this case are readable: the others are there by their leaf hash. */
async function logBundle({ approval, log, station }: ExportTools, proofs: readonly number[]) {
  const { caseId } = approval.parameters;
  const ceremonies = new Set([approval.ceremonyId]);
  for (const index of proofs) {
    const { ceremonyId } = (JSON.parse(log.entry(index).text) as EntryFields).subject;
    if (typeof ceremonyId === 'string') ceremonies.add(ceremonyId);
  }
  return await log.bundle({
    cosigners: [approval.operator.cosigner, approval.witness.cosigner],
    disclose: ({ subject }) =>
      subject.caseId === caseId || (typeof subject.ceremonyId === 'string' && ceremonies.has(subject.ceremonyId)),
    proofs,
    certificates: {
      authority: station.authorityPem,
      [`operator-${safeName(approval.operator.username)}`]: approval.operator.certificatePem,
      [`witness-${safeName(approval.witness.username)}`]: approval.witness.certificatePem,
    },
  });
}
