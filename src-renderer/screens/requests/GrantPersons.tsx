/** Who may search under the grant, and how far back each of them sees. */
import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { EVIDENCE_ROLES, LEVELS, type Level } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import type { Form } from '../../components/form/useForm.ts';
import { Message } from '../../components/Message.tsx';
import type { GrantValues } from './grantValues.ts';
import styles from './requests.module.css';
import { usePersonChoices } from './usePersonChoices.ts';

export function GrantPersons({ form }: { readonly form: Form<GrantValues> }): ReactNode {
  const t = useMessages();
  const choicesOf = usePersonChoices();
  const { persons } = form.values;

  function put(username: string, level: Level | ''): void {
    const others = persons.filter((person) => person.username !== username);
    form.set({ persons: level === '' ? others : [...others, { username, level }] });
  }

  return (
    <>
      <p className="dim">{t('grant.persons.what')}</p>
      <div className={styles.persons}>
        {choicesOf(EVIDENCE_ROLES).map(({ value: username, label }) => (
          <NativeSelect
            key={username}
            label={label}
            value={persons.find((person) => person.username === username)?.level ?? ''}
            onChange={(event) => put(username, event.currentTarget.value as Level | '')}
            data={[
              { value: '', label: t('grant.level.none') },
              ...LEVELS.map((level) => ({ value: level, label: t(`grant.level.${level}`) })),
            ]}
          />
        ))}
      </div>
      {form.errorOf('persons') && <Message tone="failure">{t('grant.persons.missing')}</Message>}
    </>
  );
}
