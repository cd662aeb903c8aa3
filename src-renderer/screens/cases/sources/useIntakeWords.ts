/** Words for what the intake says by code: formats, reasons, warnings, assumptions. Unknown codes show as they are. */
import { useCallback, useMemo } from 'react';
import type { ImportReport, SourceDetection } from '../../../../src-preload/contract/index.ts';
import { useOptionalMessages } from '../../../app/messages.ts';
import { evidenceString } from '../../../components/evidenceParts.ts';

type Part = SourceDetection['parts'][number];
type Details = Part['details'];
export type IntakeWarning = SourceDetection['warnings'][number];
export type ImportedSource = ImportReport['sources'][number];
type Assumption = ImportedSource['assumptions'][number];

export interface IntakeWords {
  readonly format: (format: string) => string;
  readonly reason: (part: Pick<Part, 'reason' | 'details'>) => string;
  readonly warning: (warning: Pick<IntakeWarning, 'code' | 'details' | 'part'>) => string;
  readonly assumption: (assumption: Assumption) => string;
}

export function useIntakeWords(): IntakeWords {
  const known = useOptionalMessages();
  const format = useCallback((name: string) => known(`intake.format.${name}`) ?? name, [known]);
  return useMemo(
    () => ({
      format,
      reason: ({ reason, details }) => known(`intake.reason.${reason}`, inert(details)) ?? reason,
      warning: ({ code, details, part }) =>
        known(`intake.warning.${code}`, { file: part.file, member: part.member ?? '', ...inert(details) }) ?? code,
      assumption: ({ reason, details, value }) =>
        known(`intake.assumption.${reason}`, inert(details)) ?? `${reason}: ${value}`,
    }),
    [known, format],
  );
}

/** Details quote the source: what nobody would see in them is shown. */
export function inert(details: Details): Details {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, typeof value === 'string' ? evidenceString(value) : value]),
  );
}

/** File, and where it lies inside an archive. */
export function placeOf({ file, member }: { readonly file: string; readonly member: string | null }): string {
  return evidenceString(member === null ? file : `${file} › ${member.replaceAll('!/', ' › ')}`);
}
