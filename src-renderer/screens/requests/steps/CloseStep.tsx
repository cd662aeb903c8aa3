/** 回执签收，或拒签注明. */
import type { ReactNode } from 'react';
import { useMessages } from '../../../app/messages.ts';
import { LongTextField } from '../../../components/form/fields.tsx';
import { useForm } from '../../../components/form/useForm.ts';
import { StepForm } from '../StepForm.tsx';
import type { StepProps } from './stepProps.ts';

const INITIAL = { receipt: '' };

export function CloseStep({ detail: { id } }: StepProps): ReactNode {
  const t = useMessages();
  const form = useForm({
    call: 'request.close',
    draft: `request.close ${id}`,
    initial: INITIAL,
    toInput: (values) => ({ ...values, id }),
  });
  return (
    <StepForm
      form={form}
      requestId={id}
      actLabel={t('request.step.close')}
      consequence={t('request.close.consequence')}
    >
      <LongTextField
        form={form}
        name="receipt"
        label={t('request.receipt')}
        hint={t('request.receipt.hint')}
        required
      />
    </StepForm>
  );
}
