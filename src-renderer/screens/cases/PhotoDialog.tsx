import type { ReactNode } from 'react';
import type { Photo } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { usePersonNames } from '../../app/people.ts';
import { useCall } from '../../app/useCall.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Hash } from '../../components/Hash.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import { useMeasures } from '../../components/measures.ts';
import { Time } from '../../components/Time.tsx';
import styles from './PhotoDialog.module.css';

export function PhotoDialog({ photo, onClose }: { readonly photo: Photo; readonly onClose: () => void }): ReactNode {
  const t = useMessages();
  const { exactBytes } = useMeasures();
  const { nameAndAccount } = usePersonNames();
  const picture = useCall('exhibit.photo', { id: photo.id });
  return (
    <Dialog
      onClose={onClose}
      width={960}
      title={`${t(`photo.stage.${photo.stage}`)} · ${photo.caption || photo.fileName}`}
    >
      {picture.error && <ErrorMessage error={picture.error} onRetry={picture.reload} />}
      {picture.value && (
        <img className={styles.picture} src={picture.value.dataUrl} alt={photo.caption || photo.fileName} />
      )}
      <Hash algorithm="sha256" value={photo.sha256} />
      <Facts
        wide
        facts={[
          { label: t('photo.fileName'), value: photo.fileName },
          { label: t('photo.size'), value: exactBytes(photo.sizeBytes) },
          { label: t('photo.addedBy'), value: nameAndAccount(photo.addedBy) },
          { label: t('photo.addedAt'), value: <Time at={photo.addedAt} /> },
        ]}
      />
    </Dialog>
  );
}
