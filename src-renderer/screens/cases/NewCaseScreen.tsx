import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMessages } from '../../app/messages.ts';
import { go, link } from '../../app/router.ts';
import { BackLink } from '../../components/BackLink.tsx';
import { FormPage } from '../../components/form/FormPage.tsx';
import { ChoiceField, FieldRow, FormActions, LongTextField, TextField } from '../../components/form/fields.tsx';
import { useForm } from '../../components/form/useForm.ts';
import { ErrorMessage } from '../../components/Message.tsx';
import { Screen } from '../../components/Screen.tsx';

type PartyKind = 'authority' | 'organisation' | 'appraiser';

const INITIAL = { number: '', title: '', cause: '', partyKind: 'organisation' as PartyKind };
const PARTY_KINDS: readonly PartyKind[] = ['organisation', 'authority', 'appraiser'];

export function NewCaseScreen(): ReactNode {
  const t = useMessages();
  const form = useForm({ call: 'case.create', draft: 'case.new', initial: INITIAL, toInput: (values) => values });

  async function submit(): Promise<void> {
    const made = await form.submit();
    if (made) go(link('cases', made.id));
  }

  return (
    <Screen
      title={t('case.new')}
      lead={t('case.new.lead')}
      back={<BackLink to={link('cases')}>{t('nav.cases')}</BackLink>}
    >
      <FormPage onSubmit={submit}>
        <FieldRow>
          <TextField
            form={form}
            name="number"
            label={t('case.number')}
            hint={t('case.number.hint')}
            required
            autoFocus
          />
          <TextField form={form} name="title" label={t('case.title')} required />
        </FieldRow>
        <LongTextField form={form} name="cause" label={t('case.cause')} hint={t('case.cause.hint')} />
        <ChoiceField
          form={form}
          name="partyKind"
          label={t('case.partyKind')}
          hint={t('case.partyKind.hint')}
          choices={PARTY_KINDS.map((value) => ({ value, label: t(`case.partyKind.${value}`) }))}
        />
        {form.error && <ErrorMessage error={form.error} />}
        <FormActions>
          <Button type="submit" loading={form.busy}>
            {t('case.create')}
          </Button>
          <Button variant="default" onClick={form.discard}>
            {t('field.clear')}
          </Button>
          <span className="dim">{t('field.kept')}</span>
        </FormActions>
      </FormPage>
    </Screen>
  );
}
