import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Exhibit, Photo } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { useCall } from '../../app/useCall.ts';
import { ShortHash } from '../../components/Hash.tsx';
import { useErrorText } from '../../components/Message.tsx';
import { Section } from '../../components/Screen.tsx';
import { Time } from '../../components/Time.tsx';
import { AddPhotoDialog } from './AddPhotoDialog.tsx';
import { PhotoDialog } from './PhotoDialog.tsx';
import styles from './PhotosSection.module.css';

interface Props {
  readonly exhibit: Exhibit;
  readonly writable: boolean;
  readonly onChanged: () => void;
}

/** 法发〔2016〕22号 art. 8: photographs before and after sealing. In this order they are looked for. */
const STAGES: readonly Photo['stage'][] = ['before-seal', 'after-seal', 'before-unseal', 'after-unseal', 'other'];

export function PhotosSection({ exhibit, writable, onChanged }: Props): ReactNode {
  const t = useMessages();
  const [open, setOpen] = useState<'add' | Photo | null>(null);
  return (
    <Section
      title={t('photo.title')}
      actions={
        writable && (
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setOpen('add')}>
            {t('photo.add')}
          </Button>
        )
      }
    >
      {exhibit.photos.length === 0 ? (
        <p className="dim">{t('photo.none')}</p>
      ) : (
        <ul className={styles.photos}>
          {STAGES.flatMap((stage) => exhibit.photos.filter((photo) => photo.stage === stage)).map((photo) => (
            <li key={photo.id}>
              <button type="button" className={styles.photo} onClick={() => setOpen(photo)}>
                <Thumbnail photo={photo} />
                <span className={styles.stage}>{t(`photo.stage.${photo.stage}`)}</span>
                <span className={styles.caption}>{photo.caption || photo.fileName}</span>
              </button>
              <ShortHash value={photo.sha256} what="SHA-256" />
              <span className="small">
                <Time at={photo.addedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {open === 'add' && (
        <AddPhotoDialog
          exhibit={exhibit}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            onChanged();
          }}
        />
      )}
      {open !== null && open !== 'add' && <PhotoDialog photo={open} onClose={() => setOpen(null)} />}
    </Section>
  );
}

function Thumbnail({ photo }: { readonly photo: Photo }): ReactNode {
  const textOf = useErrorText();
  const picture = useCall('exhibit.photo', { id: photo.id });
  if (picture.error) return <span className={styles.missing}>{textOf(picture.error)}</span>;
  if (!picture.value) return <span className={styles.missing} />;
  return <img className={styles.thumbnail} src={picture.value.dataUrl} alt={photo.caption || photo.fileName} />;
}
