/** Starts the emergency's three clocks, each with somebody who owns it. */
import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Role } from '../../../../src-preload/contract/index.ts';
import { useMessages } from '../../../app/messages.ts';
import { FieldRow, LongTextField } from '../../../components/form/fields.tsx';
import { useForm } from '../../../components/form/useForm.ts';
import { StepForm } from '../StepForm.tsx';
import { usePersonChoices } from '../usePersonChoices.ts';
import type { StepProps } from './stepProps.ts';

/** Who may own which clock. */
const TEAMS = { technical: ['operator'], legal: ['legal'], service: ['operator', 'superior', 'exporter'] } as const;
type Team = keyof typeof TEAMS;
const INITIAL = { reason: '', technical: '', legal: '', service: '' };

export function EmergencyStep({ detail: { id } }: StepProps): ReactNode {
  const t = useMessages();
  const choicesOf = usePersonChoices();
  const form = useForm({
    call: 'request.emergency',
    draft: `request.emergency ${id}`,
    initial: INITIAL,
    toInput: ({ reason, ...owners }) => ({ id, reason, owners }),
  });
  const owner = (team: Team): ReactNode => {
    const roles: readonly Role[] = TEAMS[team];
    const error = form.errorOf(team);
    return (
      <NativeSelect
        key={team}
        name={team}
        label={t(`request.emergency.${team}`)}
        description={t(`request.emergency.${team}.hint`)}
        withAsterisk
        error={error && t(error)}
        value={form.values[team]}
        onChange={(event) => form.set({ [team]: event.currentTarget.value })}
        data={[{ value: '', label: t('request.choosePerson') }, ...choicesOf(roles)]}
      />
    );
  };
  return (
    <StepForm
      form={form}
      requestId={id}
      actLabel={t('request.step.emergency')}
      consequence={t('request.emergency.consequence')}
    >
      <LongTextField form={form} name="reason" label={t('request.emergency.reason')} required />
      <FieldRow>{(['technical', 'legal', 'service'] as const).map(owner)}</FieldRow>
    </StepForm>
  );
}
