import type { CallParsed } from '../../../src-preload/contract/index.ts';
import { type intake, pathSummary } from '../../../src-preload/contract/intake.ts';
import { ENCODINGS, FORMATS } from '../../../src-preload/contract/sourceWords.ts';
import type { Bench } from '../../engine/bench.ts';
import { detectSource, type ReadOptions, summariseApart } from '../../engine/intake/index.ts';
import { intakesOf } from '../../engine/intake/store/index.ts';
import { RefusedError } from '../../engine/lib/index.ts';
import { importJob } from '../../engine/search/index.ts';
import { withCaseStore } from '../caseStore.ts';
import type { Handlers } from './types.ts';

export function intakeHandlers(bench: Bench): Handlers<keyof typeof intake> {
  return {
    'import.detect': async ({ path, format }) => {
      const detected = await detectSource(path, format === null ? undefined : oneOf(FORMATS, 'format', format));
      try {
        const { mediaFiles, warnings, parts } = detected;
        return {
          path,
          mediaFiles,
          warnings: warnings.map((warning) => ({ ...warning, details: { ...warning.details } })),
          parts: parts.map(({ file, reader, detection }) => ({
            ...file.part,
            format: reader.id,
            confidence: detection.confidence,
            reason: detection.reason,
            details: { ...detection.details },
            sizeBytes: file.sizeBytes,
          })),
        };
      } finally {
        detected.close();
      }
    },
    'import.summarise': async ({ path, options }) =>
      pathSummary.parse(await summariseApart(path, readOptions(options))),
    'import.start': ({ caseId, path, options }) => {
      const owner = bench.cases().get(caseId);
      if (owner.state === 'closed') throw new RefusedError('case.closed', { number: owner.number });
      const { evidence, log, person } = bench.openSession();
      if (!evidence) throw new RefusedError('session.no-evidence');
      const { home, clock } = bench.options;
      const request = { caseId, path, options: readOptions(options) };
      const job = bench.jobs.start(importJob(request, { home, evidence, log, clock, actor: person.username }));
      // How it failed is the job's to tell.
      job.finished.then(
        () => bench.recordsAdded(caseId),
        () => undefined,
      );
      return { jobId: job.id };
    },
    'intake.list': ({ caseId }) => withCaseStore(bench, caseId, intakesOf) ?? [],
  };
}

function readOptions(options: CallParsed<'import.start'>['options']): Omit<ReadOptions, 'signal'> {
  const { encoding, zone, dateOrder, format, mapping } = options;
  return {
    ...(encoding !== undefined && { encoding: oneOf(ENCODINGS, 'encoding', encoding) }),
    ...(zone !== undefined && { zone }),
    ...(dateOrder !== undefined && { dateOrder }),
    ...(format !== undefined && { format: oneOf(FORMATS, 'format', format) }),
    ...(mapping !== undefined && {
      mapping: { fields: given(mapping.fields), ...(mapping.path !== undefined && { path: mapping.path }) },
    }),
  };
}

/** Without the members that are there but undefined. */
function given<Fields extends object>(fields: Fields): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
  };
}

function oneOf<Name extends string>(names: readonly Name[], option: string, value: string): Name {
  const found = names.find((name) => name === value);
  if (found === undefined) throw new RefusedError('intake.unknown-option', { option, value });
  return found;
}
