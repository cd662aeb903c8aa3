/** Finds Chinese personal data in a text: every detector over the normalised text, traced back to the original. */
import { bankCard } from './bankCard.ts';
import { citizenId } from './citizenId.ts';
import { creditCode } from './creditCode.ts';
import type { Detector, Item } from './detector.ts';
import { email } from './email.ts';
import { foreignResidence } from './foreignResidence.ts';
import { imei } from './imei.ts';
import { ipAddress } from './ipAddress.ts';
import { landline } from './landline.ts';
import { macAddress } from './macAddress.ts';
import { mobile } from './mobile.ts';
import { normalise } from './normalise.ts';
import { numberPlate } from './numberPlate.ts';
import { organisationCode } from './organisationCode.ts';
import { passport } from './passport.ts';
import { qq } from './qq.ts';
import { travelPermit } from './travelPermit.ts';
import { wechat } from './wechat.ts';

/** Surer ones first: of two that overlap the first is kept. */
const DETECTORS: readonly Detector[] = [
  citizenId,
  foreignResidence,
  creditCode,
  imei,
  bankCard,
  passport,
  travelPermit,
  mobile,
  landline,
  organisationCode,
  numberPlate,
  email,
  macAddress,
  ipAddress,
  wechat,
  qq,
];

export interface Finding {
  readonly item: Item;
  /** UTF-16 range of the text as it was given, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Normalised, without what was put between its characters: the same for every way of writing it. */
  readonly value: string;
}

/** In the order of the text, without overlap. `today` bounds dates of birth. */
export function findPersonalData(text: string, today: Date): Finding[] {
  const normalised = normalise(text);
  const { offsets } = normalised;
  const findings: Finding[] = [];
  for (const detector of DETECTORS) {
    for (const { start, end, value } of detector.find(normalised, today)) {
      const finding = { item: detector.item, start: offsets[start] ?? 0, end: endOf(offsets, end), value };
      if (findings.every((one) => one.end <= finding.start || finding.end <= one.start)) findings.push(finding);
    }
  }
  return findings.sort((one, other) => one.start - other.start);
}

/** Where the character after the match begins: what is invisible behind the match goes with it. */
function endOf(offsets: readonly number[], end: number): number {
  const last = offsets[end - 1] ?? 0;
  let next = end;
  while (next < offsets.length - 1 && offsets[next] === last) next += 1;
  return offsets[next] ?? last;
}

export type { Item } from './detector.ts';
