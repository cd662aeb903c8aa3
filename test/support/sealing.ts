/** A case whose exhibit was really imaged and logged, and two people who approve its sealed export. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Approval } from '../../src-main/engine/ceremony/index.ts';
import { type ExportTools, type PackagedForm, sealExport } from '../../src-main/engine/export/index.ts';
import { findRuleset, formRecord, renderForm } from '../../src-main/engine/forms/index.ts';
import { acquire } from '../../src-main/engine/imaging/index.ts';
import type { JobContext } from '../../src-main/engine/jobs/index.ts';
import { canonicalJson, type JsonValue, sha256Hex, systemClock, utcMs } from '../../src-main/engine/lib/index.ts';
import type { StoredOperationLog } from '../../src-main/engine/oplog/index.ts';
import type { AcquireParameters, CaseDetail, ExportParameters, ImageRecord } from '../../src-preload/contract/index.ts';
import { makeAuthority } from './authority.ts';
import { temporaryFolder } from './folders.ts';
import { SAMPLE_PICTURE, sampleSource } from './formSource.ts';
import { mixedContent } from './images.ts';
import { acquireParameters } from './imaging.ts';
import { logHome } from './operationLog.ts';
import { quietJob } from './quietJob.ts';

export const authority = makeAuthority();
const operator = { ...authority.issue('取证人张三'), username: 'zhang.san', displayName: '张三' };
const witness = { ...authority.issue('见证人李四'), username: 'li.si', displayName: '李四' };
export const PASSPHRASE = 'babad-babad-babad-babad-babad-dodad-dodad-dodad-dodad-dodad';

export interface SealingScene {
  readonly folder: string;
  readonly log: StoredOperationLog;
  readonly detail: CaseDetail;
  readonly image: ImageRecord;
  /** Bytes of the imaged source. */
  readonly content: Uint8Array;
  tools(changes: Partial<ExportParameters>): ExportTools;
  seal(changes: Partial<ExportParameters>, job?: JobContext): ReturnType<typeof sealExport>;
}

export interface SceneOptions {
  readonly format?: AcquireParameters['format'];
  readonly verifyImage?: boolean;
  readonly content?: Uint8Array;
}

export async function sealingScene(options: SceneOptions = {}): Promise<SealingScene> {
  const folder = temporaryFolder();
  const log = logHome().log();
  const { format = 'e01', verifyImage = true, content = mixedContent(3_000_000) } = options;
  const image = await imaged(folder, log, format, verifyImage, content);
  const base = sampleSource().caseDetail;
  const exhibit = base.exhibits[0];
  if (!exhibit) throw new Error('the sample has an exhibit');
  const picture = Buffer.from(SAMPLE_PICTURE.slice(SAMPLE_PICTURE.indexOf(',') + 1), 'base64');
  const photos = exhibit.photos.map((photo) => ({
    ...photo,
    sizeBytes: picture.length,
    sha256: createHash('sha256').update(picture).digest('hex'),
  }));
  const detail: CaseDetail = { ...base, exhibits: [{ ...exhibit, images: [image], photos }] };

  function tools(changes: Partial<ExportParameters>): ExportTools {
    const parameters: ExportParameters = {
      caseId: detail.id,
      imageIds: [image.id],
      forms: ['extraction-list', 'seal-record'],
      target: join(folder, 'sealed'),
      volume: 'none',
      recipient: '某某人民法院',
      purpose: '民事诉讼举证',
      ...changes,
    };
    return {
      approval: approval('seal-export', parameters, parameters.volume === 'none' ? null : PASSPHRASE),
      log,
      cases: {
        get: () => detail,
        photo: async (id) => ({ photo: photos.find((photo) => photo.id === id) as never, dataUrl: SAMPLE_PICTURE }),
      },
      station: {
        organisation: '某某物业服务有限公司安全部',
        serial: 'SB-7F3A21',
        authorityPem: authority.certificatePem,
      },
      forms: formsOf(detail, parameters),
      printer: async (html) => Buffer.from(`%PDF of ${html.length}`),
      clock: systemClock,
      version: '0.0.0-test',
    };
  }
  return {
    folder,
    log,
    detail,
    image,
    content,
    tools,
    seal: (changes, job = quietJob()) => sealExport(tools(changes), job),
  };
}

function formsOf(detail: CaseDetail, parameters: ExportParameters): readonly PackagedForm[] {
  const source = { ...sampleSource(), caseDetail: detail };
  const ruleset = findRuleset(detail.ruleset);
  return parameters.forms.map((form) => {
    const { html, data } = renderForm(form, ruleset, formRecord(form, source), 'zh', () => SAMPLE_PICTURE);
    return { form, exhibitId: source.exhibitId, html, json: canonicalJson(data) };
  });
}

async function imaged(
  folder: string,
  log: StoredOperationLog,
  format: AcquireParameters['format'],
  verifyImage: boolean,
  content: Uint8Array,
): Promise<ImageRecord> {
  const sourcePath = join(folder, 'source.dd');
  const destination = join(folder, 'images');
  mkdirSync(destination);
  writeFileSync(sourcePath, content);
  const parameters = acquireParameters({
    sourcePath,
    sourceBytes: content.length,
    destination,
    baseName: '检材-JC-01',
    format,
    segmentBytes: 1 << 20,
    verifyImage,
  });
  const tools = {
    approval: approval('acquire', parameters, null),
    log,
    images: { recordImage: (image: Omit<ImageRecord, 'id'>) => ({ ...image, id: 'image-1' }) },
    clock: systemClock,
    version: '0.0.0-test',
    exhibit: { caseNumber: 'AJ-2026-017', number: 'JC-01', name: '值班室台式机硬盘' },
  };
  return (await acquire(tools, quietJob())).image;
}

function approval<A extends 'acquire' | 'seal-export'>(
  act: A,
  parameters: AcquireParameters | ExportParameters,
  passphrase: string | null,
): Approval<A> {
  const text = `sealbench/ceremony/v1\n${act}\n${canonicalJson(parameters as unknown as JsonValue)}`;
  const person = (known: typeof operator, seed: number) => ({
    ...known,
    cosigner: { name: `sealbench.local/TEST-0001/${known.username}`, seed: new Uint8Array(32).fill(seed) },
  });
  const made = {
    ceremonyId: `ceremony-${act}`,
    act,
    parameters,
    parametersDigest: sha256Hex(createHash('sha256').update(text).digest('hex')),
    operator: person(operator, 2),
    witness: person(witness, 3),
    provenAt: utcMs(Date.now()),
    evidenceHolder: null,
    passphrase,
    release: () => undefined,
  };
  // The brand exists in the types only.
  return made as unknown as Approval<A>;
}
