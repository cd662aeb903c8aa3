/** 《电子证据调取申请单》 as it was made. */
import type { ReactNode } from 'react';
import type { RequestDetail } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { usePersonNames } from '../../app/people.ts';
import { Facts } from '../../components/Facts.tsx';
import { Section } from '../../components/Screen.tsx';
import { useScopeFacts } from './useScopeFacts.tsx';
import type { ScopeWords } from './useScopeWords.ts';

export function FormSection({
  detail,
  words,
}: {
  readonly detail: RequestDetail;
  readonly words: ScopeWords;
}): ReactNode {
  const t = useMessages();
  const people = usePersonNames();
  const scopeFacts = useScopeFacts(words);
  const { form } = detail;
  const yesNo = (yes: boolean): string => t(yes ? 'word.yes' : 'word.no');
  return (
    <Section title={t('request.form')}>
      <Facts
        wide
        facts={[
          { label: t('request.unit'), value: form.unit },
          { label: t('request.requester'), value: detail.requesterName },
          { label: t('request.staffNumber'), value: detail.staffNumber },
          { label: t('request.phone'), value: detail.phone },
          { label: t(`request.basisKind.${form.basisKind}`), value: form.basis },
          { label: t('request.cause'), value: form.cause },
          { label: t('request.objects'), value: form.objects },
          { label: t('request.necessity'), value: form.necessity },
          ...scopeFacts(form.scope),
          { label: t('request.sensitive'), value: yesNo(form.sensitive) },
          { label: t('request.minors'), value: yesNo(form.minors) },
          { label: t('request.purpose'), value: form.purpose },
          { label: t('request.recipientUnit'), value: form.recipientUnit },
          { label: t('request.recipientPerson'), value: form.recipientPerson },
          { label: t('request.retention'), value: form.retention },
          { label: t('request.method'), value: form.method },
          { label: t('request.deidentify'), value: yesNo(form.deidentify) },
          { label: t('request.integrityMethod'), value: form.integrityMethod },
          {
            label: t('request.secondApprover'),
            value: form.secondApprover === null ? t('request.secondApprover.none') : people.nameOf(form.secondApprover),
          },
        ]}
      />
    </Section>
  );
}
