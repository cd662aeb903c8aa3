import type { CaseDetail, ExportParameters } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import type { Fact } from '../../components/Facts.tsx';

/** The parameters of a sealed export in plain words. */
export function useDescribeExport(detail: CaseDetail | null): (parameters: ExportParameters) => readonly Fact[] {
  const t = useMessages();
  return (p) => {
    const nameOf = (imageId: string): string => {
      const exhibit = detail?.exhibits.find((each) => each.images.some((image) => image.id === imageId));
      return exhibit ? `${exhibit.number} ${exhibit.name}` : imageId;
    };
    return [
      { label: t('acquire.case'), value: detail?.id === p.caseId ? `${detail.number} ${detail.title}` : p.caseId },
      { label: t('export.images'), value: p.imageIds.map(nameOf).join('; ') },
      {
        label: t('export.forms'),
        value: p.forms.length === 0 ? t('export.forms.none') : p.forms.map((form) => t(`forms.${form}`)).join('; '),
      },
      { label: t('export.recipient'), value: p.recipient },
      { label: t('export.purpose'), value: p.purpose },
      { label: t('export.volume'), value: t(`export.volume.${p.volume}`) },
      { label: t('export.target'), value: p.target },
    ];
  };
}
