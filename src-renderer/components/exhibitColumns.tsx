import type { Exhibit, Verdict as Outcome } from '../../src-preload/contract/index.ts';
import type { Translate } from '../app/messages.ts';
import { link } from '../app/router.ts';
import type { Column } from './table/columns.ts';
import { Verdict } from './Verdict.tsx';

/** The worst of an exhibit's images: one mismatch counts more than any match, a gap more than a match. */
export function worstImageVerdict(exhibit: Exhibit): Outcome | null {
  const verdicts = new Set(exhibit.images.map((image) => image.imageVerdict));
  for (const outcome of ['mismatched', 'not-performed', 'matched'] as const) if (verdicts.has(outcome)) return outcome;
  return null;
}

export function exhibitColumns(t: Translate, caseId: string): readonly Column<Exhibit>[] {
  return [
    {
      id: 'number',
      header: t('exhibit.number'),
      width: 128,
      value: (row) => row.number,
      cell: (row) => <a href={link('cases', caseId, row.id)}>{row.number}</a>,
    },
    { id: 'name', header: t('exhibit.name'), width: 180, grow: true, value: (row) => row.name },
    {
      id: 'verdict',
      header: t('image.imageVerdict'),
      width: 144,
      value: (row) => worstImageVerdict(row),
      text: (row) => {
        const worst = worstImageVerdict(row);
        return worst === null ? t('exhibit.notImaged') : t(`verdict.${worst}`);
      },
      cell: (row) => {
        const worst = worstImageVerdict(row);
        return worst === null ? <span className="dim">{t('exhibit.notImaged')}</span> : <Verdict verdict={worst} />;
      },
    },
    {
      id: 'seal',
      header: t('exhibit.sealState'),
      width: 196,
      value: (row) =>
        row.sealState === 'sealed' ? t('seal.sealedWith', { number: row.sealNumber }) : t('seal.state.unsealed'),
    },
    { id: 'images', header: t('case.imageCount'), width: 88, numeric: true, value: (row) => row.images.length },
    { id: 'medium', header: t('exhibit.mediumType'), width: 104, value: (row) => row.mediumType },
    { id: 'serial', header: t('exhibit.serial'), width: 160, value: (row) => row.serial },
  ];
}
