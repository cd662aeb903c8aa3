/** One exhibit: what was registered, its seals, its photographs, its images, its forms. */
import { Button } from '@mantine/core';
import { IconClipboardList } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { mayCall } from '../../app/access.ts';
import { useMessages } from '../../app/messages.ts';
import { useShowCase } from '../../app/present.ts';
import { go, link } from '../../app/router.ts';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../app/useCall.ts';
import { BackLink } from '../../components/BackLink.tsx';
import { Facts } from '../../components/Facts.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import { Screen, Section } from '../../components/Screen.tsx';
import { exhibitFacts } from './exhibitFacts.ts';
import { FormsSection } from './FormsSection.tsx';
import { ImageInspector } from './ImageInspector.tsx';
import { ImagesSection } from './ImagesSection.tsx';
import { PhotosSection } from './PhotosSection.tsx';
import { SealSection } from './SealSection.tsx';

interface Props {
  readonly caseId: string;
  readonly exhibitId: string;
}

export function ExhibitScreen({ caseId, exhibitId }: Props): ReactNode {
  const t = useMessages();
  const { role } = useSession();
  const detail = useCall('case.get', { id: caseId });
  const found = useCall('exhibit.get', { id: exhibitId });
  const [selectedImage, setSelectedImage] = useState<string | null>(null);
  useShowCase(detail.value);
  const exhibit = found.value;
  const image = exhibit?.images.find((each) => each.id === selectedImage) ?? null;
  const writable = detail.value?.state === 'open' && mayCall(role, 'exhibit.seal');
  return (
    <Screen
      title={exhibit ? `${exhibit.number} ${exhibit.name}` : t('state.loading')}
      back={
        <BackLink to={link('cases', caseId)}>
          {detail.value ? `${detail.value.number} ${detail.value.title}` : t('nav.cases')}
        </BackLink>
      }
      actions={
        detail.value?.state === 'open' &&
        mayCall(role, 'acquire.start') && (
          <Button
            leftSection={<IconClipboardList size={16} />}
            onClick={() => go(link('acquire', { case: caseId, exhibit: exhibitId }))}
          >
            {t('exhibit.acquire')}
          </Button>
        )
      }
      inspector={image && <ImageInspector image={image} onClose={() => setSelectedImage(null)} />}
    >
      {[detail, found].map(
        (answer) =>
          answer.error && <ErrorMessage key={answer.error.code} error={answer.error} onRetry={answer.reload} />,
      )}
      {exhibit && (
        <>
          <ImagesSection exhibit={exhibit} selectedId={selectedImage} onSelect={setSelectedImage} />
          <SealSection exhibit={exhibit} caseId={caseId} writable={writable} onChanged={found.reload} />
          <PhotosSection exhibit={exhibit} writable={writable} onChanged={found.reload} />
          <FormsSection exhibit={exhibit} caseId={caseId} />
          <Section title={t('exhibit.registered')}>
            <Facts wide facts={exhibitFacts(t, exhibit)} />
          </Section>
        </>
      )}
    </Screen>
  );
}
