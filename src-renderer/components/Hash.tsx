/** An integrity value: algorithm, the value in groups of eight with both ends marked, copy, compare with a pasted one. */
import { ActionIcon, Popover, Textarea, Tooltip } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { HASH_NAMES } from '../../src-preload/contract/index.ts';
import { useMessages } from '../app/messages.ts';
import { CopyButton } from './CopyButton.tsx';
import styles from './Hash.module.css';
import { Verdict } from './Verdict.tsx';

export type HashName = (typeof HASH_NAMES)[number];

export const HASH_LABELS: Readonly<Record<HashName, string>> = {
  sha256: 'SHA-256',
  sm3: 'SM3',
  md5: 'MD5',
  sha1: 'SHA-1',
};

/** MD5 and SHA-1 are printed because practice still compares them; they prove nothing alone. */
const COMPARISON_ONLY: ReadonlySet<HashName> = new Set(['md5', 'sha1']);

interface Props {
  readonly algorithm: HashName;
  /** Lower-case hexadecimal. */
  readonly value: string;
}

export function Hash({ algorithm, value }: Props): ReactNode {
  const t = useMessages();
  const label = HASH_LABELS[algorithm];
  const groups = value.match(/.{1,8}/g) ?? [];
  return (
    <div className={styles.hash}>
      <span className={styles.algorithm}>
        {label}
        {COMPARISON_ONLY.has(algorithm) && <span className={styles.only}>{t('hash.comparisonOnly')}</span>}
      </span>
      <code className={styles.value}>
        {groups.map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the groups of one value never move
          <span key={index} data-end={index === 0 || index === groups.length - 1 || undefined}>
            {group}
          </span>
        ))}
      </code>
      <span className={styles.tools}>
        <CopyButton text={value} what={label} />
        <Compare label={label} value={value} />
      </span>
    </div>
  );
}

function Compare({ label, value }: { readonly label: string; readonly value: string }): ReactNode {
  const t = useMessages();
  const [opened, setOpened] = useState(false);
  const [pasted, setPasted] = useState('');
  const typed = pasted.replace(/[\s:-]/g, '').toLowerCase();
  const title = t('hash.compare', { algorithm: label });
  return (
    <Popover opened={opened} onChange={setOpened} width={360} trapFocus returnFocus position="bottom-end">
      <Popover.Target>
        <Tooltip label={title}>
          <ActionIcon variant="subtle" color="gray" size={24} aria-label={title} onClick={() => setOpened(!opened)}>
            <IconArrowsDiff size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={title}>
        <Textarea
          label={t('hash.pasteHere', { algorithm: label })}
          value={pasted}
          onChange={(event) => setPasted(event.currentTarget.value)}
          spellCheck={false}
          classNames={{ input: 'mono' }}
          data-autofocus
        />
        <div className={styles.outcome} aria-live="polite">
          <Verdict
            verdict={typed === '' ? 'not-performed' : typed === value ? 'matched' : 'mismatched'}
            of={t('hash.compared')}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** A digest on one line: both ends, the whole in its title and on the clipboard. For tables and summaries. */
export function ShortHash({ value, what }: { readonly value: string; readonly what: string }): ReactNode {
  return (
    <span className={styles.short}>
      <code title={value}>
        {value.slice(0, 8)}…{value.slice(-8)}
      </code>
      <CopyButton text={value} what={what} />
    </span>
  );
}
