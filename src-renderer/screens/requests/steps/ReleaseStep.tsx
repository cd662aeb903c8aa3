/** The list that stands before anything leaves: what is missing says so, and where it is done. */
import type { ReactNode } from 'react';
import { useMessages } from '../../../app/messages.ts';
import { useCall } from '../../../app/useCall.ts';
import { LongTextField } from '../../../components/form/fields.tsx';
import { useForm } from '../../../components/form/useForm.ts';
import { ComplianceSection } from '../ComplianceSection.tsx';
import { SECRETS, SignFields, UNSIGNED } from '../SignFields.tsx';
import { StepForm } from '../StepForm.tsx';
import type { StepProps } from './stepProps.ts';

const INITIAL = { note: '', ...UNSIGNED };

export function ReleaseStep({ detail }: StepProps): ReactNode {
  const t = useMessages();
  const { id } = detail;
  const items = useCall('request.compliance', { id });
  const form = useForm({
    call: 'request.release',
    draft: `request.release ${id}`,
    initial: INITIAL,
    secret: SECRETS,
    toInput: (values) => ({ ...values, id }),
  });
  return (
    <>
      <ComplianceSection detail={detail} />
      <StepForm
        form={form}
        requestId={id}
        actLabel={t('request.step.release')}
        consequence={t('request.release.consequence')}
        closed={!items.value?.every(({ present }) => present)}
      >
        <LongTextField form={form} name="note" label={t('request.note')} />
        <SignFields form={form} />
      </StepForm>
    </>
  );
}
