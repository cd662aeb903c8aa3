/** Filters for those who do not type the language: they write themselves into the query, where they can be seen. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useMessages } from '../../app/messages.ts';
import { FieldRow } from '../../components/form/fields.tsx';
import { periodOf, withFilter } from './question.ts';
import styles from './search.module.css';

/** Those that are asked for most; every type can be typed. */
const TYPES = [
  'text',
  'image',
  'voice',
  'video',
  'file',
  'link',
  'forward',
  'transfer',
  'red-packet',
  'recalled',
] as const;

interface Props {
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

export function FilterFields({ query, onQuery }: Props): ReactNode {
  const t = useMessages();
  const [person, setPerson] = useState('');
  const [group, setGroup] = useState('');
  const [type, setType] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const filters = [
    [t('search.field.person'), person],
    [t('search.field.group'), group],
    [t('search.field.type'), type],
    [t('search.field.time'), periodOf(from, to)],
  ] as const;
  const next = filters.reduce((sum, [field, value]) => withFilter(sum, field, value), query);
  return (
    // Not a form of its own: it stands inside the query's.
    <div className={styles.filters}>
      <TextInput
        label={t('search.filter.person')}
        value={person}
        onChange={(event) => setPerson(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        label={t('search.filter.group')}
        value={group}
        onChange={(event) => setGroup(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('search.filter.type')}
        value={type}
        onChange={(event) => setType(event.currentTarget.value)}
        data={[
          { value: '', label: t('search.filter.any') },
          ...TYPES.map((each) => ({ value: each, label: t(`intake.type.${each}`) })),
        ]}
      />
      <FieldRow>
        <TextInput
          type="date"
          label={t('search.filter.from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('search.filter.to')}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </FieldRow>
      <Button disabled={next === query} onClick={() => onQuery(next)}>
        {t('search.filter.add')}
      </Button>
    </div>
  );
}
