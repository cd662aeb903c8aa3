/** Ctrl+K: go somewhere, do something, find a case. Only what the role may. */
import { TextInput } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { Dialog } from '../components/Dialog.tsx';
import { mayCall } from './access.ts';
import type { Area } from './areas.ts';
import { useLanguage, useMessages } from './messages.ts';
import styles from './Palette.module.css';
import { setLanguage } from './preferences.ts';
import { go, link } from './router.ts';
import { signOut, useSession } from './session.ts';
import { useCall } from './useCall.ts';

interface Item {
  readonly id: string;
  readonly kind: 'go' | 'act' | 'find';
  readonly label: string;
  readonly run: () => void;
}

const MOST = 12;

export function Palette({
  areas,
  onClose,
}: {
  readonly areas: readonly Area[];
  readonly onClose: () => void;
}): ReactNode {
  const t = useMessages();
  const listId = useId();
  const [wanted, setWanted] = useState('');
  const [cursor, setCursor] = useState(0);
  const items = useItems(areas);
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const found = items.filter((item) => words.every((word) => item.label.toLowerCase().includes(word))).slice(0, MOST);

  function choose(item: Item | undefined): void {
    if (!item) return;
    onClose();
    item.run();
  }

  function onKeyDown(event: React.KeyboardEvent): void {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0) setCursor((last) => (last + by + found.length) % Math.max(1, found.length));
    else if (event.key === 'Enter') choose(found[cursor]);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog title={t('palette.label')} onClose={onClose} bare>
      <TextInput
        aria-label={t('palette.label')}
        placeholder={t('palette.placeholder')}
        value={wanted}
        onChange={(event) => {
          setWanted(event.currentTarget.value);
          setCursor(0);
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={found[cursor] ? `${listId}-${cursor}` : undefined}
        variant="unstyled"
        className={styles.input ?? ''}
        data-autofocus
      />
      <div id={listId} role="listbox" aria-label={t('palette.label')} className={styles.list}>
        {found.map((item, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field holds the focus and names the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field answers to the keys
          <div
            key={item.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === cursor}
            className={styles.item}
            onClick={() => choose(item)}
            onMouseEnter={() => setCursor(index)}
          >
            <span className={styles.kind}>{t(`palette.${item.kind}`)}</span>
            {item.label}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles.none}>{t('palette.none')}</p>}
    </Dialog>
  );
}

function useItems(areas: readonly Area[]): readonly Item[] {
  const t = useMessages();
  const language = useLanguage();
  const { role } = useSession();
  const cases = useCall('case.list', mayCall(role, 'case.list') ? {} : null);
  const acts: Item[] = [
    ...(mayCall(role, 'case.create')
      ? [{ id: 'new-case', kind: 'act' as const, label: t('case.new'), run: () => go(link('cases', 'new')) }]
      : []),
    {
      id: 'language',
      kind: 'act',
      label: t('palette.language'),
      run: () => setLanguage(language === 'zh' ? 'en' : 'zh'),
    },
    { id: 'lock', kind: 'act', label: t('bar.lock'), run: () => void signOut() },
  ];
  return [
    ...areas.map((area): Item => ({ id: area.path, kind: 'go', label: t(area.label), run: () => go(link(area.path)) })),
    ...acts,
    ...(cases.value ?? []).map(
      (each): Item => ({
        id: each.id,
        kind: 'find',
        label: `${each.number} ${each.title}`,
        run: () => go(link('cases', each.id)),
      }),
    ),
  ];
}
