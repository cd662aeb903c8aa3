/** Does what cannot be taken back: pressed with the pointer or the space bar, never by an Enter meant for something else. */
import { Button, type ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props extends Pick<ButtonProps, 'loading' | 'disabled' | 'leftSection' | 'color' | 'variant'> {
  readonly onClick: () => void;
  readonly children: ReactNode;
}

export function DangerButton({ onClick, children, ...rest }: Props): ReactNode {
  return (
    <Button
      {...rest}
      type="button"
      onKeyDown={(event: React.KeyboardEvent) => event.key === 'Enter' && event.preventDefault()}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}
