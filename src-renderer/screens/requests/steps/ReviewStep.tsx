/** Legal counsel looks at what was found before anything leaves. */
import type { ReactNode } from 'react';
import { useMessages } from '../../../app/messages.ts';
import { LongTextField } from '../../../components/form/fields.tsx';
import { useForm } from '../../../components/form/useForm.ts';
import { DecisionField } from '../DecisionField.tsx';
import { SECRETS, SignFields, UNSIGNED } from '../SignFields.tsx';
import { StepForm } from '../StepForm.tsx';
import type { StepProps } from './stepProps.ts';

const DECISIONS = ['passed', 'rejected'] as const;
type Decision = (typeof DECISIONS)[number];
const INITIAL = { decision: '' as Decision | '', opinion: '', ...UNSIGNED };

export function ReviewStep({ detail: { id } }: StepProps): ReactNode {
  const t = useMessages();
  const form = useForm({
    call: 'request.review',
    draft: `request.review ${id}`,
    initial: INITIAL,
    secret: SECRETS,
    toInput: (values) => ({ ...values, decision: values.decision || 'rejected', id }),
  });
  return (
    <StepForm
      form={form}
      requestId={id}
      actLabel={t('request.review.act')}
      consequence={t('request.review.consequence')}
      closed={form.values.decision === ''}
    >
      <DecisionField
        decisions={DECISIONS}
        value={form.values.decision}
        onChange={(decision) => form.set({ decision })}
        labelOf={(decision) => t(`request.decision.${decision}`)}
      />
      <LongTextField form={form} name="opinion" label={t('request.opinion')} required />
      <SignFields form={form} />
    </StepForm>
  );
}
