/** What both forms carry: the document itself, case, exhibit, log and the people who sign. */
import type { Exhibit, FORMS } from '../../../../src-preload/contract/index.ts';
import type { FormRecord } from '../record.ts';
import type { FormSource } from './source.ts';

export type FormKind = (typeof FORMS)[number];

const BEIJING_MS = 8 * 3_600_000;

/** `2026-11-24T19:45:03+08:00`: forms count in Beijing time, to the second, whatever zone the machine is set to. */
export function formTime(at: number | null | undefined): string {
  return at === null || at === undefined ? '' : `${new Date(at + BEIJING_MS).toISOString().slice(0, 19)}+08:00`;
}

export function commonRecord(form: FormKind, source: FormSource, exhibit: Exhibit): FormRecord {
  const { caseDetail, ruleset, software, station, log } = source;
  const layout = ruleset.forms[form];
  return {
    document: {
      form,
      // Case, exhibit, kind of form and the log's length when it was made: no two documents share it.
      number: `${caseDetail.number}-${exhibit.number}-${layout.numberCode}-${log.size}`,
      organisation: station.organisation,
      partyKind: caseDetail.partyKind,
      ruleset: `${ruleset.id} ${ruleset.version} (${ruleset.effectiveFrom})`,
      generatedAt: formTime(source.generatedAt),
      clockDrift: source.clockDriftSteps === null ? '' : String(source.clockDriftSteps),
      software: `${software.name} ${software.version}`,
      build: software.buildHash,
      station: station.serial,
    },
    case: { number: caseDetail.number, title: caseDetail.title, cause: caseDetail.cause },
    exhibit: {
      number: exhibit.number,
      name: exhibit.name,
      mediumType: exhibit.mediumType,
      brand: exhibit.brand,
      model: exhibit.model,
      serial: exhibit.serial,
      capacity: exhibit.capacity,
      interfaceType: exhibit.interfaceType,
      sectorCount: exhibit.sectorCount,
      hiddenAreas: exhibit.hiddenAreas,
      quantity: String(exhibit.quantity),
      appearance: exhibit.appearance,
      source: exhibit.source,
      holder: exhibit.holder,
      holderDocument: exhibit.holderDocument,
      powerState: exhibit.powerState,
      shielding: exhibit.shielding,
      location: exhibit.location,
    },
    log: { size: String(log.size), rootHash: log.rootHash, checkpoint: log.checkpoint },
    // Written on the paper by hand: the station has no place for them.
    signing: { refusal: '', noWitness: '' },
  };
}

/** Signers in the order of the form; a name that is no account stands as it was recorded. */
export function signers(
  source: FormSource,
  exhibit: Exhibit,
  examiners: readonly string[],
  witnesses: readonly string[],
): FormRecord[] {
  const line = (role: string, name: string): FormRecord => {
    const known = source.person(name);
    return { role, name: known?.name ?? name, document: known?.document ?? '', contact: known?.contact ?? '' };
  };
  const holder = { role: 'holder', name: exhibit.holder, document: exhibit.holderDocument, contact: '' };
  return [
    ...unique(examiners).map((name) => line('examiner', name)),
    ...(exhibit.holder === '' ? [] : [holder]),
    ...unique(witnesses).map((name) => line('witness', name)),
  ];
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name) => name !== ''))];
}

/** The name of a person by account, or the account's name itself. */
export function nameOf(source: FormSource, username: string): string {
  return source.person(username)?.name ?? username;
}
