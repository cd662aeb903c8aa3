import type { Exhibit } from '../../../src-preload/contract/index.ts';
import type { Translate } from '../../app/messages.ts';
import type { Fact } from '../../components/Facts.tsx';

const TEXT_FIELDS = [
  'mediumType',
  'brand',
  'model',
  'serial',
  'capacity',
  'interfaceType',
  'sectorCount',
  'hiddenAreas',
  'appearance',
  'source',
  'holder',
  'holderDocument',
  'powerState',
  'shielding',
  'location',
] as const satisfies readonly (keyof Exhibit)[];

/** The registered fields in the order of the seal record. */
export function exhibitFacts(t: Translate, exhibit: Exhibit): readonly Fact[] {
  return [
    { label: t('exhibit.quantity'), value: String(exhibit.quantity) },
    ...TEXT_FIELDS.map((field) => ({ label: t(`exhibit.${field}`), value: exhibit[field] })),
  ];
}
