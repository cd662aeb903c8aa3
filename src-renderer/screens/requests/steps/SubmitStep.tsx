import type { ReactNode } from 'react';
import { useMessages } from '../../../app/messages.ts';
import { useForm } from '../../../components/form/useForm.ts';
import { SECRETS, SignFields, UNSIGNED } from '../SignFields.tsx';
import { StepForm } from '../StepForm.tsx';
import type { StepProps } from './stepProps.ts';

export function SubmitStep({ detail: { id } }: StepProps): ReactNode {
  const t = useMessages();
  const form = useForm({
    call: 'request.submit',
    draft: `request.submit ${id}`,
    initial: UNSIGNED,
    secret: SECRETS,
    toInput: (values) => ({ ...values, id }),
  });
  return (
    <StepForm
      form={form}
      requestId={id}
      actLabel={t('request.step.submit')}
      consequence={t('request.submit.consequence')}
    >
      <SignFields form={form} />
    </StepForm>
  );
}
