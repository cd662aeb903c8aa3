/** What waits for a person, read off the cases and the station: pure, so that it can be tested apart from the screen. */

import type { MessageKey, Values } from '../../../src-preload/contract/catalogue.ts';
import type {
  Account,
  CaseDetail,
  CaseSummary,
  Exhibit,
  LogHead,
  StationStatus,
} from '../../../src-preload/contract/index.ts';
import { link } from '../../app/router.ts';
import type { Tone } from '../../components/Toned.tsx';

export interface Waiting {
  readonly id: string;
  readonly tone: Tone | null;
  /** Which thing: exhibit and case, account, station. */
  readonly subject: string;
  readonly subjectKey?: MessageKey;
  readonly what: MessageKey;
  readonly values?: Values;
  readonly href: string;
}

type Kind = readonly [what: MessageKey, tone: Waiting['tone']];

/** The first thing that an exhibit still lacks on its way; nothing once it is imaged, checked and sealed. */
function lackOf(exhibit: Exhibit): readonly Kind[] {
  const lacks: Kind[] = [];
  if (exhibit.images.some((image) => image.imageVerdict === 'mismatched' || image.sourceVerdict === 'mismatched'))
    lacks.push(['home.exhibit.mismatched', 'wrong']);
  if (exhibit.images.length === 0) lacks.push(['home.exhibit.notImaged', null]);
  else if (exhibit.images.every((image) => image.imageVerdict === 'not-performed'))
    lacks.push(['home.exhibit.notVerified', 'attention']);
  if (exhibit.images.length > 0 && exhibit.sealState === 'unsealed') lacks.push(['home.exhibit.unsealed', 'attention']);
  const stages = new Set(exhibit.photos.map((photo) => photo.stage));
  if (exhibit.sealState === 'sealed' && !(stages.has('before-seal') && stages.has('after-seal')))
    lacks.push(['home.exhibit.noPhotos', 'attention']);
  return lacks;
}

export function waitingInCases(cases: readonly CaseDetail[]): readonly Waiting[] {
  return cases.flatMap((each) => {
    if (each.exhibits.length === 0)
      return [
        {
          id: each.id,
          tone: null,
          subject: `${each.number} ${each.title}`,
          what: 'home.case.noExhibit' as const,
          href: link('cases', each.id),
        },
      ];
    return each.exhibits.flatMap((exhibit) =>
      lackOf(exhibit).map(([what, tone]) => ({
        id: `${exhibit.id} ${what}`,
        tone,
        subject: `${each.number} / ${exhibit.number} ${exhibit.name}`,
        what,
        href: link('cases', each.id, exhibit.id),
      })),
    );
  });
}

/** A case can be sealed for hand-over once it has an image. */
export function waitingForExport(cases: readonly CaseSummary[]): readonly Waiting[] {
  return cases
    .filter((each) => each.state === 'open' && each.imageCount > 0)
    .map((each) => ({
      id: each.id,
      tone: null,
      subject: `${each.number} ${each.title}`,
      what: 'home.case.exportable',
      values: { count: each.imageCount },
      href: link('export', { case: each.id }),
    }));
}

/** Dual control needs an operator and somebody to witness; the sealed export somebody who exports. */
export function waitingForAccounts(accounts: readonly Account[]): readonly Waiting[] {
  const active = new Set(accounts.filter((account) => account.state === 'active').map((account) => account.role));
  return (['operator', 'witness', 'auditor'] as const)
    .filter((role) => !active.has(role))
    .map((role) => ({
      id: `no-${role}`,
      tone: 'attention',
      subject: '',
      subjectKey: `role.${role}`,
      what: `home.noAccount.${role}`,
      href: link('station', 'accounts'),
    }));
}

export function waitingForLog(head: LogHead): readonly Waiting[] {
  const open = head.size - head.checkpointSize;
  if (open === 0) return [];
  return [
    {
      id: 'log-open',
      tone: null,
      subject: '',
      subjectKey: 'nav.log',
      what: 'home.log.open',
      values: { count: open },
      href: link('log'),
    },
  ];
}

export function wrongWithStation(station: StationStatus, codeDriftSteps: number): readonly Waiting[] {
  const wrong: Waiting[] = [];
  const at = { subject: '', subjectKey: 'nav.station' as const, href: link('station') };
  if (station.clockBehindMs > 0)
    wrong.push({
      ...at,
      id: 'clock',
      tone: 'wrong',
      what: 'home.clockBehind',
      values: { seconds: Math.ceil(station.clockBehindMs / 1000) },
    });
  // One step late is a code that was read just before it changed.
  if (Math.abs(codeDriftSteps) > 1)
    wrong.push({
      ...at,
      id: 'drift',
      tone: 'attention',
      what: 'home.drift',
      values: { seconds: Math.abs(codeDriftSteps) * 30 },
    });
  if (station.runtime.development)
    wrong.push({ ...at, id: 'runtime', tone: 'attention', what: 'home.developmentRuntime' });
  return wrong;
}
