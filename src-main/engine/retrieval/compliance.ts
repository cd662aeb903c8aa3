/** What must be there before anything is released, and what of it is missing. */
import {
  COMPLIANCE_ITEMS,
  type ComplianceItem,
  type Exhibit,
  type GrantRecord,
} from '../../../src-preload/contract/index.ts';
import type { StoredRequest } from './requestTable.ts';

interface ComplianceFacts {
  readonly request: StoredRequest;
  readonly grant: GrantRecord | null;
  readonly exhibits: readonly Exhibit[];
}

type Rule = (facts: ComplianceFacts) => boolean;

const RULES: Readonly<Record<ComplianceItem['item'], Rule>> = {
  'signed-request': ({ request: { events } }) =>
    ['submit', 'decide'].every((step) => events.some((event) => event.step === step && event.signature !== null)),
  // Whoever withheld last has the last word.
  consent: ({ request: { events } }) =>
    events.filter(({ step }) => step === 'consent' || step === 'withhold').at(-1)?.step === 'consent',
  scope: ({ grant }) => grant !== null && grant.scope.conversations !== null,
  'medium-seal': ({ exhibits }) => exhibits.some(isSealedWithPhotos),
  review: ({ request: { events } }) => events.some(({ step, decision }) => step === 'review' && decision === 'passed'),
  tasks: ({ request: { tasks } }) => tasks.every(({ end }) => end !== null),
};

export function complianceOf(facts: ComplianceFacts): ComplianceItem[] {
  return COMPLIANCE_ITEMS.map((item) => {
    const present = RULES[item](facts);
    return { item, present, missing: present ? null : item };
  });
}

function isSealedWithPhotos({ sealState, photos }: Exhibit): boolean {
  const has = (stage: Exhibit['photos'][number]['stage']): boolean => photos.some((photo) => photo.stage === stage);
  return sealState === 'sealed' && has('before-seal') && has('after-seal');
}
