/** A place on a disk: typed, or chosen in the system's own dialog. */
import { Button, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CallInput } from '../../../src-preload/contract/index.ts';
import { call } from '../../app/engine.ts';
import { useMessages } from '../../app/messages.ts';
import { useAction } from '../../app/useCall.ts';
import { useErrorText } from '../Message.tsx';
import styles from './PathField.module.css';

interface Props {
  readonly label: string;
  readonly name?: string;
  readonly hint?: string;
  readonly what: CallInput<'dialog.choose'>['what'];
  /** A second kind of thing that may be chosen too. */
  readonly orWhat?: CallInput<'dialog.choose'>['what'];
  readonly defaultName?: string;
  readonly value: string;
  readonly onChange: (path: string) => void;
  /** As well as `onChange`, when the path came from the dialog and is therefore complete. */
  readonly onChosen?: (path: string) => void;
  /** What is done with a path that was typed. */
  readonly action?: {
    readonly label: string;
    readonly busy: boolean;
    readonly disabled: boolean;
    readonly run: () => void;
  };
  readonly error?: string | null;
  readonly required?: boolean;
}

export function PathField(props: Props): ReactNode {
  const {
    label,
    name,
    hint,
    what,
    orWhat,
    defaultName,
    value,
    onChange,
    onChosen,
    action,
    error = null,
    required = false,
  } = props;
  const t = useMessages();
  const textOf = useErrorText();
  const choose = useAction(async (kind: Props['what']) => {
    const { path } = await call('dialog.choose', { what: kind, title: label, defaultName: defaultName ?? null });
    if (path === null) return;
    onChange(path);
    onChosen?.(path);
  });
  return (
    <div className={styles.field}>
      <TextInput
        className={styles.input ?? ''}
        name={name}
        label={label}
        description={hint}
        withAsterisk={required}
        error={error ?? (choose.error && textOf(choose.error))}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
      />
      {[what, ...(orWhat ? [orWhat] : [])].map((kind) => (
        <Button key={kind} variant="default" className={styles.button ?? ''} onClick={() => void choose.run(kind)}>
          {t(`path.choose.${kind}`)}
        </Button>
      ))}
      {action && (
        <Button
          variant="default"
          className={styles.button ?? ''}
          loading={action.busy}
          disabled={action.disabled}
          onClick={action.run}
        >
          {action.label}
        </Button>
      )}
    </div>
  );
}
