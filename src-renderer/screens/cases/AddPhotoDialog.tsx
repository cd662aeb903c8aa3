import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Exhibit, Photo } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { ChoiceField, FormActions, TextField } from '../../components/form/fields.tsx';
import { PathField } from '../../components/form/PathField.tsx';
import { useForm } from '../../components/form/useForm.ts';
import { ErrorMessage } from '../../components/Message.tsx';
import styles from './dialogs.module.css';

interface Props {
  readonly exhibit: Exhibit;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const STAGES: readonly Photo['stage'][] = ['before-seal', 'after-seal', 'before-unseal', 'after-unseal', 'other'];
const INITIAL = { path: '', stage: 'before-seal' as Photo['stage'], caption: '' };

export function AddPhotoDialog({ exhibit, onClose, onDone }: Props): ReactNode {
  const t = useMessages();
  const form = useForm({
    call: 'exhibit.addPhoto',
    draft: `exhibit.photo ${exhibit.id}`,
    initial: INITIAL,
    toInput: (values) => ({ ...values, exhibitId: exhibit.id }),
  });
  const pathError = form.errorOf('path');
  return (
    <Dialog onClose={onClose} title={t('photo.dialog.title', { exhibit: `${exhibit.number} ${exhibit.name}` })}>
      <form
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit().then((done) => done && onDone());
        }}
      >
        <p className="dim">{t('photo.dialog.lead')}</p>
        <PathField
          label={t('photo.file')}
          what="image"
          required
          value={form.values.path}
          onChange={(path) => form.set({ path })}
          error={pathError && t(pathError)}
        />
        <ChoiceField
          form={form}
          name="stage"
          label={t('photo.stage')}
          choices={STAGES.map((value) => ({ value, label: t(`photo.stage.${value}`) }))}
        />
        <TextField form={form} name="caption" label={t('photo.caption')} hint={t('photo.caption.hint')} />
        {form.error && <ErrorMessage error={form.error} />}
        <FormActions>
          <Button type="submit" loading={form.busy}>
            {t('photo.add')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('action.notNow')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  );
}
