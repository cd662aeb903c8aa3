/** The grant: never wider than the request, for named people, for a time. */
import { Checkbox, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useMessages } from '../../../app/messages.ts';
import { FieldGroup, FieldRow } from '../../../components/form/fields.tsx';
import { useForm } from '../../../components/form/useForm.ts';
import { zoneOf } from '../../../components/Time.tsx';
import { GrantPersons } from '../GrantPersons.tsx';
import type { GrantValues } from '../grantValues.ts';
import { ScopeFields } from '../ScopeFields.tsx';
import { SECRETS, SignFields, UNSIGNED } from '../SignFields.tsx';
import { StepForm } from '../StepForm.tsx';
import { fieldOf, momentOf, scopeValues, toScope } from '../scopeValues.ts';
import type { StepProps } from './stepProps.ts';

const DAY_MS = 86_400_000;
/** Long enough for a retrieval, short enough not to be forgotten. */
const PROPOSED_DAYS = 7;

export function GrantStep({ detail: { id, form: request }, words }: StepProps): ReactNode {
  const t = useMessages();
  const [initial] = useState<GrantValues>(() => ({
    ...scopeValues(request.scope),
    persons: [],
    validFrom: fieldOf(Date.now()).slice(0, 16),
    validTo: fieldOf(Date.now() + PROPOSED_DAYS * DAY_MS).slice(0, 16),
    download: false,
    ...UNSIGNED,
  }));
  const form = useForm({
    call: 'request.grant',
    draft: `request.grant ${id}`,
    initial,
    secret: SECRETS,
    toInput: ({ persons, validFrom, validTo, download, password, code, ...scope }) => ({
      id,
      grant: {
        scope: toScope(scope),
        persons: [...persons],
        validFrom: momentOf(validFrom),
        validTo: momentOf(validTo),
        download,
      },
      password,
      code,
    }),
  });
  const zone = zoneOf(new Date());
  return (
    <StepForm
      form={form}
      requestId={id}
      actLabel={t('request.step.grant')}
      consequence={t('request.grant.consequence')}
    >
      <FieldGroup title={t('grant.scope')}>
        <ScopeFields form={form} words={words} />
      </FieldGroup>
      <FieldGroup title={t('grant.persons')}>
        <GrantPersons form={form} />
      </FieldGroup>
      <FieldGroup title={t('grant.validity')}>
        <FieldRow>
          {(['validFrom', 'validTo'] as const).map((name) => {
            const error = form.errorOf(name);
            return (
              <TextInput
                key={name}
                type="datetime-local"
                name={name}
                label={t(`grant.${name}`)}
                description={t('scope.zone.hint', { zone })}
                withAsterisk
                error={error && t(error)}
                value={form.values[name]}
                onChange={(event) => form.set({ [name]: event.currentTarget.value })}
              />
            );
          })}
        </FieldRow>
        <Checkbox
          label={t('grant.download')}
          description={t(request.deidentify ? 'grant.download.deidentified' : 'grant.download.hint')}
          disabled={request.deidentify}
          checked={form.values.download}
          onChange={(event) => form.set({ download: event.currentTarget.checked })}
        />
      </FieldGroup>
      <SignFields form={form} />
    </StepForm>
  );
}
