import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { call } from '../../../app/engine.ts';
import { useMessages } from '../../../app/messages.ts';
import { useAction } from '../../../app/useCall.ts';
import { FormActions } from '../../../components/form/fields.tsx';
import { PathField } from '../../../components/form/PathField.tsx';
import { useErrorText } from '../../../components/Message.tsx';
import { STEP } from './importWay.ts';
import styles from './sources.module.css';
import type { StepProps } from './stepProps.ts';

export function ChooseStep({ way, change }: StepProps): ReactNode {
  const t = useMessages();
  const textOf = useErrorText();
  const detect = useAction(async (path: string) => {
    const detection = await call('import.detect', { path, format: null });
    change({ path, format: '', detection, step: STEP.detection });
  });
  const path = way.path.trim();
  return (
    <form
      className={styles.step}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (path !== '') void detect.run(path);
      }}
    >
      <div className={styles.wide}>
        <PathField
          label={t('import.path')}
          hint={t('import.path.hint')}
          what="file"
          orWhat="folder"
          required
          value={way.path}
          onChange={(next) => {
            change({ path: next, detection: null });
            detect.clear();
          }}
          error={detect.error && textOf(detect.error)}
        />
      </div>
      <p className="dim">{t('import.kept')}</p>
      <FormActions>
        <Button type="submit" loading={detect.busy} disabled={path === ''}>
          {t('import.detect')}
        </Button>
        {path === '' && <span className="dim">{t('import.path.missing')}</span>}
      </FormActions>
    </form>
  );
}
