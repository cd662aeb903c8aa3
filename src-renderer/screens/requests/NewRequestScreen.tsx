/** 《电子证据调取申请单》: all of its fields, checked by the same rules as at the door. */
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import type { RequestInput } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { useShowCase } from '../../app/present.ts';
import { go, link, replace } from '../../app/router.ts';
import { useCall } from '../../app/useCall.ts';
import { BackLink } from '../../components/BackLink.tsx';
import { FormPage } from '../../components/form/FormPage.tsx';
import {
  ChoiceField,
  FieldGroup,
  FieldRow,
  FormActions,
  LongTextField,
  TextField,
} from '../../components/form/fields.tsx';
import { useForm } from '../../components/form/useForm.ts';
import { ErrorMessage, Message } from '../../components/Message.tsx';
import { Screen } from '../../components/Screen.tsx';
import { ScopeFields } from './ScopeFields.tsx';
import { EMPTY_SCOPE, toScope } from './scopeValues.ts';
import { usePersonChoices } from './usePersonChoices.ts';
import { useScopeWords } from './useScopeWords.ts';

type BasisKind = RequestInput['basisKind'];
const BASIS_KINDS: readonly BasisKind[] = ['law', 'notice', 'authorisation', 'pipl-13'];
const INITIAL = {
  caseId: '',
  unit: '',
  basisKind: 'authorisation' as BasisKind,
  basis: '',
  cause: '',
  objects: '',
  ...EMPTY_SCOPE,
  necessity: '',
  sensitive: false,
  minors: false,
  purpose: '',
  recipientUnit: '',
  recipientPerson: '',
  retention: '',
  method: '',
  deidentify: false,
  integrityMethod: '',
  secondApprover: '',
};
const DRAFT = 'request.new';

export function NewRequestScreen({ caseId }: { readonly caseId: string | null }): ReactNode {
  const t = useMessages();
  const choicesOf = usePersonChoices();
  const cases = useCall('case.list', {});
  const open = (cases.value ?? []).filter((each) => each.state === 'open');
  const form = useForm({
    call: 'request.create',
    draft: DRAFT,
    initial: INITIAL,
    toInput: ({ conversations, senders, types, from, to, secondApprover, ...fields }) => ({
      ...fields,
      scope: toScope({ conversations, senders, types, from, to }),
      secondApprover: secondApprover === '' ? null : secondApprover,
    }),
  });
  const { values, set } = form;
  const words = useScopeWords(values.caseId === '' ? null : values.caseId);
  useShowCase(open.find((each) => each.id === values.caseId) ?? null);

  // From a link of a case: begins there, once.
  useEffect(() => {
    if (caseId === null) return;
    set({ caseId });
    replace(link('requests', 'new'));
  });

  const caseError = form.errorOf('caseId');
  return (
    <Screen
      title={t('request.new')}
      lead={t('request.new.lead')}
      back={<BackLink to={link('requests')}>{t('nav.requests')}</BackLink>}
    >
      {cases.error && <ErrorMessage error={cases.error} onRetry={cases.reload} />}
      <FormPage
        onSubmit={async () => {
          const made = await form.submit();
          if (made) go(link('requests', made.id));
        }}
      >
        <FieldGroup title={t('request.group.request')}>
          <FieldRow>
            <NativeSelect
              name="caseId"
              label={t('request.case')}
              withAsterisk
              error={caseError && t(caseError)}
              value={values.caseId}
              onChange={(event) => set({ ...EMPTY_SCOPE, caseId: event.currentTarget.value })}
              data={[
                { value: '', label: t('acquire.case.choose') },
                ...open.map((each) => ({ value: each.id, label: `${each.number} ${each.title}` })),
              ]}
            />
            <TextField form={form} name="unit" label={t('request.unit')} required />
          </FieldRow>
          <FieldRow>
            <ChoiceField
              form={form}
              name="basisKind"
              label={t('request.basisKind')}
              choices={BASIS_KINDS.map((value) => ({ value, label: t(`request.basisKind.${value}`) }))}
              required
            />
            <TextField form={form} name="basis" label={t('request.basis')} hint={t('request.basis.hint')} required />
          </FieldRow>
          <LongTextField form={form} name="cause" label={t('request.cause')} required />
        </FieldGroup>
        <FieldGroup title={t('request.group.scope')}>
          <LongTextField
            form={form}
            name="objects"
            label={t('request.objects')}
            hint={t('request.objects.hint')}
            required
          />
          {values.caseId === '' ? (
            <Message tone="note">{t('request.scope.caseFirst')}</Message>
          ) : (
            <ScopeFields form={form} words={words} />
          )}
          <LongTextField
            form={form}
            name="necessity"
            label={t('request.necessity')}
            hint={t('request.necessity.hint')}
            required
          />
          <FieldRow>
            <Checkbox
              label={t('request.sensitive')}
              description={t('request.sensitive.hint')}
              checked={values.sensitive}
              onChange={(event) => set({ sensitive: event.currentTarget.checked })}
            />
            <Checkbox
              label={t('request.minors')}
              description={t('request.minors.hint')}
              checked={values.minors}
              onChange={(event) => set({ minors: event.currentTarget.checked })}
            />
          </FieldRow>
        </FieldGroup>
        <FieldGroup title={t('request.group.use')}>
          <LongTextField form={form} name="purpose" label={t('request.purpose')} required />
          <FieldRow>
            <TextField form={form} name="recipientUnit" label={t('request.recipientUnit')} required />
            <TextField form={form} name="recipientPerson" label={t('request.recipientPerson')} required />
            <TextField
              form={form}
              name="retention"
              label={t('request.retention')}
              hint={t('request.retention.hint')}
              required
            />
          </FieldRow>
        </FieldGroup>
        <FieldGroup title={t('request.group.method')}>
          <TextField form={form} name="method" label={t('request.method')} hint={t('request.method.hint')} required />
          <LongTextField
            form={form}
            name="integrityMethod"
            label={t('request.integrityMethod')}
            hint={t('request.integrityMethod.hint')}
            required
          />
          <FieldRow>
            <Checkbox
              label={t('request.deidentify')}
              description={t('request.deidentify.hint')}
              checked={values.deidentify}
              onChange={(event) => set({ deidentify: event.currentTarget.checked })}
            />
            <NativeSelect
              label={t('request.secondApprover')}
              description={t('request.secondApprover.hint')}
              value={values.secondApprover}
              onChange={(event) => set({ secondApprover: event.currentTarget.value })}
              data={[{ value: '', label: t('request.secondApprover.none') }, ...choicesOf(['superior'])]}
            />
          </FieldRow>
        </FieldGroup>
        {form.error && <ErrorMessage error={form.error} />}
        <FormActions>
          <Button type="submit" loading={form.busy}>
            {t('request.create')}
          </Button>
          <Button variant="default" onClick={form.discard}>
            {t('field.clear')}
          </Button>
          <span className="dim">{t('field.kept')}</span>
        </FormActions>
      </FormPage>
    </Screen>
  );
}
