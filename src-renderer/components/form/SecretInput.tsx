import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMessages } from '../../app/messages.ts';

/** A secret that is typed: hidden, shown on demand, and the button for that is reached with Tab as everything is. */
export function SecretInput(props: PasswordInputProps): ReactNode {
  const t = useMessages();
  return (
    <PasswordInput
      autoComplete="off"
      {...props}
      visibilityToggleButtonProps={{ 'aria-label': t('field.showSecret'), tabIndex: 0 }}
    />
  );
}
