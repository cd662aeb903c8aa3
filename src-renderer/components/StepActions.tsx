/** Back and on, at the end of a wizard's step. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMessages } from '../app/messages.ts';
import { FormActions } from './form/fields.tsx';

interface Props {
  readonly onBack?: () => void;
  readonly onNext: () => void;
  readonly ready: boolean;
  /** Why it cannot go on yet. */
  readonly missing?: string;
}

export function StepActions({ onBack, onNext, ready, missing }: Props): ReactNode {
  const t = useMessages();
  return (
    <FormActions>
      {onBack && (
        <Button variant="default" onClick={onBack}>
          {t('action.back')}
        </Button>
      )}
      <Button disabled={!ready} onClick={onNext}>
        {t('action.next')}
      </Button>
      {!ready && missing !== undefined && <span className="dim">{missing}</span>}
    </FormActions>
  );
}
