import type { AcquireParameters, CaseDetail } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import type { Fact } from '../../components/Facts.tsx';
import { HASH_LABELS } from '../../components/Hash.tsx';
import { useMeasures } from '../../components/measures.ts';

/** The parameters of an acquisition in plain words. */
export function useDescribeAcquire(detail: CaseDetail | null): (parameters: AcquireParameters) => readonly Fact[] {
  const t = useMessages();
  const { exactBytes } = useMeasures();
  return (p) => {
    const exhibit = detail?.exhibits.find((each) => each.id === p.exhibitId);
    return [
      { label: t('acquire.case'), value: detail?.id === p.caseId ? `${detail.number} ${detail.title}` : p.caseId },
      { label: t('exhibit.title'), value: exhibit ? `${exhibit.number} ${exhibit.name}` : p.exhibitId },
      { label: t('image.sourcePath'), value: p.sourcePath },
      { label: t('image.sourceBytes'), value: exactBytes(p.sourceBytes) },
      { label: t('acquire.destination'), value: p.destination },
      { label: t('acquire.baseName'), value: p.baseName },
      { label: t('acquire.format'), value: t(`acquire.format.${p.format}`) },
      {
        label: t('acquire.segment'),
        value: p.segmentBytes === 0 ? t('acquire.segment.one') : exactBytes(p.segmentBytes),
      },
      { label: t('acquire.compression'), value: t(`acquire.compression.${p.compression}`) },
      { label: t('acquire.hashes'), value: p.hashes.map((each) => HASH_LABELS[each]).join(', ') },
      { label: t('acquire.verifyImage'), value: t(p.verifyImage ? 'word.yes' : 'word.no') },
      { label: t('acquire.verifySource'), value: t(p.verifySource ? 'word.yes' : 'word.no') },
      ...(p.resume ? [{ label: t('acquire.resume.fact'), value: t('word.yes') }] : []),
      { label: t('acquire.examiner'), value: p.examiner },
      { label: t('acquire.notes'), value: p.notes },
    ];
  };
}
