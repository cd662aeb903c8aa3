/** The bounds of a request or a grant. */
import { MultiSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMessages } from '../../app/messages.ts';
import { evidenceString } from '../../components/evidenceParts.ts';
import { FieldRow } from '../../components/form/fields.tsx';
import type { Form } from '../../components/form/useForm.ts';
import { ErrorMessage } from '../../components/Message.tsx';
import { zoneOf } from '../../components/Time.tsx';
import styles from './requests.module.css';
import type { ScopeValues } from './scopeValues.ts';
import type { ScopeWords } from './useScopeWords.ts';

/** Options laid out at once; typing finds the others. */
const OPTIONS_SHOWN = 100;

interface Props<V extends ScopeValues> {
  readonly form: Form<V>;
  readonly words: ScopeWords;
}

export function ScopeFields<V extends ScopeValues>({ form, words }: Props<V>): ReactNode {
  const t = useMessages();
  const { choices } = words;
  const { values } = form;
  const set = (part: Partial<ScopeValues>): void => form.set(part as Partial<V>);
  const common = {
    searchable: true,
    limit: OPTIONS_SHOWN,
    nothingFoundMessage: t('scope.noneFound'),
    classNames: { pill: styles.pill ?? '' },
  };
  const zone = zoneOf(new Date());
  const fromError = form.errorOf('from');
  const toError = form.errorOf('to');
  return (
    <>
      {choices.error && <ErrorMessage error={choices.error} onRetry={choices.reload} />}
      <MultiSelect
        {...common}
        label={t('scope.conversations')}
        description={t('scope.conversations.hint')}
        value={[...values.conversations]}
        onChange={(conversations) => set({ conversations })}
        data={(choices.value?.conversations ?? []).map(({ id, name, platform }) => ({
          value: String(id),
          label: evidenceString(`${name} · ${platform}`),
        }))}
      />
      <FieldRow>
        <MultiSelect
          {...common}
          label={t('scope.senders')}
          description={t('scope.empty.hint')}
          value={[...values.senders]}
          onChange={(senders) => set({ senders })}
          data={(choices.value?.people ?? []).map(({ id }) => ({ value: String(id), label: words.person(id) }))}
        />
        <MultiSelect
          {...common}
          label={t('scope.types')}
          description={t('scope.empty.hint')}
          value={[...values.types]}
          onChange={(types) => set({ types })}
          data={(choices.value?.types ?? []).map((type) => ({ value: type, label: words.type(type) }))}
        />
      </FieldRow>
      <FieldRow>
        <TextInput
          type="datetime-local"
          name="from"
          label={t('scope.from')}
          description={t('scope.zone.hint', { zone })}
          error={fromError && t(fromError)}
          value={values.from}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
        <TextInput
          type="datetime-local"
          name="to"
          label={t('scope.to')}
          description={t('scope.undated.hint')}
          error={toError && t(toError)}
          value={values.to}
          onChange={(event) => set({ to: event.currentTarget.value })}
        />
      </FieldRow>
    </>
  );
}
