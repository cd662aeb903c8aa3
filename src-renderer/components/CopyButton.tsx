import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMessages } from '../app/messages.ts';
import { useCopy } from './useCopy.ts';

const SIGNS = { idle: IconCopy, copied: IconCheck, failed: IconX } as const;

/** `what` names the thing that is copied, for those who cannot see what the button stands beside. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }): ReactNode {
  const t = useMessages();
  const { state, copy } = useCopy();
  const Sign = SIGNS[state];
  const label = state === 'idle' ? t('copy.what', { what }) : t(`copy.${state}`);
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size={24} aria-label={label} onClick={() => copy(text)}>
        <Sign size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
