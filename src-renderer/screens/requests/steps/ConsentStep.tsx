/** The data subject's own signature, or the legal basis that stands in its place. */
import { Radio, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CallInput } from '../../../../src-preload/contract/index.ts';
import { useMessages } from '../../../app/messages.ts';
import { FieldRow, LongTextField, TextField } from '../../../components/form/fields.tsx';
import { PathField } from '../../../components/form/PathField.tsx';
import { useForm } from '../../../components/form/useForm.ts';
import { zoneOf } from '../../../components/Time.tsx';
import styles from '../requests.module.css';
import { SECRETS, SignFields, UNSIGNED } from '../SignFields.tsx';
import { StepForm } from '../StepForm.tsx';
import { momentOf } from '../scopeValues.ts';
import type { StepProps } from './stepProps.ts';

type Kind = CallInput<'request.consent'>['consent']['kind'];
const KINDS: readonly Kind[] = ['consent', 'legal-basis'];
const INITIAL = {
  kind: 'consent' as Kind,
  subject: '',
  document: '',
  signedAt: '',
  signatureFile: '',
  article: '',
  reference: '',
  explanation: '',
  ...UNSIGNED,
};
type Values = typeof INITIAL;

export function ConsentStep({ detail: { id } }: StepProps): ReactNode {
  const t = useMessages();
  const form = useForm({
    call: 'request.consent',
    draft: `request.consent ${id}`,
    initial: INITIAL,
    secret: SECRETS,
    toInput: (values) => ({ id, consent: consentOf(values), password: values.password, code: values.code }),
  });
  const { values } = form;
  const fileError = form.errorOf('signatureFile');
  const signedAtError = form.errorOf('signedAt');
  return (
    <StepForm
      form={form}
      requestId={id}
      actLabel={t('request.step.consent')}
      consequence={t('request.consent.consequence')}
    >
      <Radio.Group
        label={t('request.consent.kind')}
        withAsterisk
        value={values.kind}
        onChange={(kind) => form.set({ kind: kind })}
      >
        <div className={styles.choices}>
          {KINDS.map((kind) => (
            <Radio key={kind} value={kind} label={t(`request.consent.kind.${kind}`)} />
          ))}
        </div>
      </Radio.Group>
      {values.kind === 'consent' ? (
        <>
          <FieldRow>
            <TextField form={form} name="subject" label={t('request.subject')} required />
            <TextField
              form={form}
              name="document"
              label={t('request.document')}
              hint={t('request.document.hint')}
              required
            />
            <TextInput
              type="datetime-local"
              name="signedAt"
              label={t('request.signedAt')}
              description={t('scope.zone.hint', { zone: zoneOf(new Date()) })}
              withAsterisk
              error={signedAtError && t(signedAtError)}
              value={values.signedAt}
              onChange={(event) => form.set({ signedAt: event.currentTarget.value })}
            />
          </FieldRow>
          <PathField
            name="signatureFile"
            label={t('request.signatureFile')}
            hint={t('request.signatureFile.hint')}
            what="file"
            required
            value={values.signatureFile}
            onChange={(signatureFile) => form.set({ signatureFile })}
            error={fileError && t(fileError)}
          />
        </>
      ) : (
        <>
          <FieldRow>
            <TextField form={form} name="subject" label={t('request.subject.replaced')} required />
            <TextField
              form={form}
              name="article"
              label={t('request.article')}
              hint={t('request.article.hint')}
              required
            />
            <TextField form={form} name="reference" label={t('request.reference')} hint={t('request.reference.hint')} />
          </FieldRow>
          <LongTextField form={form} name="explanation" label={t('request.explanation')} required />
        </>
      )}
      <SignFields form={form} />
    </StepForm>
  );
}

function consentOf(values: Values): CallInput<'request.consent'>['consent'] {
  const { kind, subject, document, signedAt, signatureFile, article, reference, explanation } = values;
  return kind === 'consent'
    ? { kind, subject, document, signedAt: momentOf(signedAt), signatureFile }
    : { kind, subject, article, reference, explanation };
}
