/** 部门负责人审批: opinion, signature, time. */
import type { ReactNode } from 'react';
import { useMessages } from '../../../app/messages.ts';
import { LongTextField } from '../../../components/form/fields.tsx';
import { useForm } from '../../../components/form/useForm.ts';
import { DecisionField } from '../DecisionField.tsx';
import { SECRETS, SignFields, UNSIGNED } from '../SignFields.tsx';
import { StepForm } from '../StepForm.tsx';
import type { StepProps } from './stepProps.ts';

const DECISIONS = ['approved', 'refused'] as const;
type Decision = (typeof DECISIONS)[number];
const INITIAL = { decision: '' as Decision | '', opinion: '', ...UNSIGNED };

export function DecideStep({ detail: { id } }: StepProps): ReactNode {
  const t = useMessages();
  const form = useForm({
    call: 'request.decide',
    draft: `request.decide ${id}`,
    initial: INITIAL,
    secret: SECRETS,
    // Nothing is chosen beforehand; the button stays closed until something is.
    toInput: (values) => ({ ...values, decision: values.decision || 'refused', id }),
  });
  return (
    <StepForm
      form={form}
      requestId={id}
      actLabel={t('request.decide.act')}
      consequence={t('request.decide.consequence')}
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
