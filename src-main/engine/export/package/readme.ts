/** README.txt of a package: how a receiver checks it with tools that this project did not write, in both languages. */
import { X509Certificate } from 'node:crypto';
import { LANGUAGES, message } from '../../../../src-preload/contract/catalogue.ts';
import type { CaseDetail, ExportParameters } from '../../../../src-preload/contract/index.ts';

export interface ReadmeFacts {
  readonly detail: Pick<CaseDetail, 'number' | 'title'>;
  readonly parameters: Pick<ExportParameters, 'recipient' | 'purpose' | 'volume'>;
  readonly station: { readonly organisation: string; readonly serial: string; readonly authorityPem: string };
  /** Verifier key of the log. */
  readonly logKey: string;
}

export function packageReadme({ detail, parameters, station, logKey }: ReadmeFacts): string {
  const values = {
    caseNumber: detail.number,
    caseTitle: detail.title,
    organisation: station.organisation,
    serial: station.serial,
    recipient: parameters.recipient,
    purpose: parameters.purpose,
    fingerprint: new X509Certificate(station.authorityPem).fingerprint256,
    logKey,
  };
  const parts = LANGUAGES.flatMap((language) => [
    message(language, 'package.readme.head', values),
    ...(parameters.volume === 'none' ? [] : [message(language, `package.readme.open.${parameters.volume}`)]),
    message(language, 'package.readme.check', values),
  ]);
  return parts.join('\n');
}
