/** One clocked step is done: what was done. */
import type { ReactNode } from 'react';
import type { TaskName } from '../../../../src-preload/contract/index.ts';
import { useMessages } from '../../../app/messages.ts';
import { LongTextField } from '../../../components/form/fields.tsx';
import { useForm } from '../../../components/form/useForm.ts';
import { StepForm } from '../StepForm.tsx';
import type { StepProps } from './stepProps.ts';

const INITIAL = { report: '' };

export function TaskStep({ detail: { id }, task }: StepProps & { readonly task: TaskName }): ReactNode {
  const t = useMessages();
  const form = useForm({
    call: 'request.task',
    draft: `request.task ${id} ${task}`,
    initial: INITIAL,
    toInput: (values) => ({ ...values, id, task }),
  });
  return (
    <StepForm form={form} requestId={id} actLabel={t('request.task.done')} consequence={t(`request.task.${task}.what`)}>
      <LongTextField form={form} name="report" label={t('request.task.report')} required />
    </StepForm>
  );
}
