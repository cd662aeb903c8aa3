/** The one-time code, with the seconds until the next one: a code that was used is not taken again. */
import { TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useMessages } from '../../app/messages.ts';

/** RFC 6238: a new code every 30 seconds of UTC. */
const STEP_MS = 30_000;

interface Props {
  readonly value: string;
  readonly onChange: (code: string) => void;
  readonly error?: string | null;
  readonly disabled?: boolean;
}

export function CodeField({ value, onChange, error = null, disabled = false }: Props): ReactNode {
  const t = useMessages();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.ceil((STEP_MS - (now % STEP_MS)) / 1000);
  return (
    <TextInput
      name="code"
      label={t('code.label')}
      description={t('code.hint', { seconds })}
      error={error}
      withAsterisk
      disabled={disabled}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.replace(/\D/g, '').slice(0, 6))}
      inputMode="numeric"
      autoComplete="off"
      maxLength={6}
      classNames={{ input: 'mono' }}
    />
  );
}
