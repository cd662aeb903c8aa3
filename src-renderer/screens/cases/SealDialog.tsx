import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Exhibit } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { FieldRow, FormActions, LongTextField, TextField } from '../../components/form/fields.tsx';
import { useForm } from '../../components/form/useForm.ts';
import { ErrorMessage } from '../../components/Message.tsx';
import styles from './dialogs.module.css';

interface Props {
  readonly exhibit: Exhibit;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const INITIAL = { sealNumber: '', method: '', location: '', witness: '' };

export function SealDialog({ exhibit, onClose, onDone }: Props): ReactNode {
  const t = useMessages();
  const form = useForm({
    call: 'exhibit.seal',
    draft: `exhibit.seal ${exhibit.id}`,
    initial: INITIAL,
    toInput: (values) => ({ ...values, id: exhibit.id }),
  });
  return (
    <Dialog onClose={onClose} title={t('seal.dialog.title', { exhibit: `${exhibit.number} ${exhibit.name}` })}>
      <form
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit().then((done) => done && onDone());
        }}
      >
        <p className="dim">{t('seal.dialog.lead')}</p>
        <FieldRow>
          <TextField
            form={form}
            name="sealNumber"
            label={t('seal.number')}
            hint={t('seal.number.hint')}
            required
            autoFocus
          />
          <TextField form={form} name="witness" label={t('seal.witness')} hint={t('seal.witness.hint')} />
        </FieldRow>
        <LongTextField form={form} name="method" label={t('seal.method')} hint={t('seal.method.hint')} />
        <TextField form={form} name="location" label={t('seal.location')} />
        {form.error && <ErrorMessage error={form.error} />}
        <FormActions>
          <Button type="submit" loading={form.busy}>
            {t('seal.seal')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('action.notNow')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  );
}
