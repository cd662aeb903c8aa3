import type { ReactNode } from 'react';
import { useMessages } from '../../../app/messages.ts';
import { LongTextField, TextField } from '../../../components/form/fields.tsx';
import { useForm } from '../../../components/form/useForm.ts';
import { StepForm } from '../StepForm.tsx';
import type { StepProps } from './stepProps.ts';

const INITIAL = { subject: '', reason: '' };

export function WithholdStep({ detail: { id } }: StepProps): ReactNode {
  const t = useMessages();
  const form = useForm({
    call: 'request.withhold',
    draft: `request.withhold ${id}`,
    initial: INITIAL,
    toInput: (values) => ({ ...values, id }),
  });
  return (
    <StepForm
      form={form}
      requestId={id}
      actLabel={t('request.step.withhold')}
      consequence={t('request.withhold.consequence')}
    >
      <TextField form={form} name="subject" label={t('request.subject')} required />
      <LongTextField form={form} name="reason" label={t('request.withhold.reason')} required />
    </StepForm>
  );
}
