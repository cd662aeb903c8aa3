/** Registering an exhibit with the fields of the seal record (介质封存记录). */
import { Button, NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMessages } from '../../app/messages.ts';
import { useShowCase } from '../../app/present.ts';
import { go, link } from '../../app/router.ts';
import { useCall } from '../../app/useCall.ts';
import { BackLink } from '../../components/BackLink.tsx';
import { FormPage } from '../../components/form/FormPage.tsx';
import { FieldGroup, FieldRow, FormActions, LongTextField, TextField } from '../../components/form/fields.tsx';
import { useForm } from '../../components/form/useForm.ts';
import { ErrorMessage } from '../../components/Message.tsx';
import { Screen } from '../../components/Screen.tsx';

const INITIAL = {
  number: '',
  name: '',
  mediumType: '',
  brand: '',
  model: '',
  serial: '',
  capacity: '',
  interfaceType: '',
  sectorCount: '',
  hiddenAreas: '',
  quantity: 1,
  appearance: '',
  source: '',
  holder: '',
  holderDocument: '',
  powerState: '',
  shielding: '',
  location: '',
};

export function NewExhibitScreen({ caseId }: { readonly caseId: string }): ReactNode {
  const t = useMessages();
  const detail = useCall('case.get', { id: caseId });
  useShowCase(detail.value);
  const form = useForm({
    call: 'exhibit.add',
    draft: `exhibit.new ${caseId}`,
    initial: INITIAL,
    toInput: (values) => ({ ...values, caseId }),
  });

  async function submit(): Promise<void> {
    const made = await form.submit();
    if (made) go(link('cases', caseId, made.id));
  }

  const quantityError = form.errorOf('quantity');
  return (
    <Screen
      title={t('exhibit.new')}
      lead={t('exhibit.new.lead')}
      back={<BackLink to={link('cases', caseId)}>{detail.value?.number ?? t('nav.cases')}</BackLink>}
    >
      {detail.error && <ErrorMessage error={detail.error} onRetry={detail.reload} />}
      <FormPage onSubmit={submit}>
        <FieldGroup title={t('exhibit.group.identity')}>
          <FieldRow>
            <TextField
              form={form}
              name="number"
              label={t('exhibit.number')}
              hint={t('exhibit.number.hint')}
              required
              autoFocus
            />
            <TextField form={form} name="name" label={t('exhibit.name')} required />
            <NumberInput
              label={t('exhibit.quantity')}
              min={1}
              max={100_000}
              allowDecimal={false}
              error={quantityError && t(quantityError)}
              value={form.values.quantity}
              onChange={(value) => form.set({ quantity: Number(value) })}
            />
          </FieldRow>
        </FieldGroup>
        <FieldGroup title={t('exhibit.group.medium')}>
          <FieldRow>
            <TextField
              form={form}
              name="mediumType"
              label={t('exhibit.mediumType')}
              hint={t('exhibit.mediumType.hint')}
            />
            <TextField form={form} name="brand" label={t('exhibit.brand')} />
            <TextField form={form} name="model" label={t('exhibit.model')} />
            <TextField form={form} name="serial" label={t('exhibit.serial')} />
          </FieldRow>
          <FieldRow>
            <TextField form={form} name="capacity" label={t('exhibit.capacity')} />
            <TextField form={form} name="interfaceType" label={t('exhibit.interfaceType')} />
            <TextField form={form} name="sectorCount" label={t('exhibit.sectorCount')} />
            <TextField
              form={form}
              name="hiddenAreas"
              label={t('exhibit.hiddenAreas')}
              hint={t('exhibit.hiddenAreas.hint')}
            />
          </FieldRow>
          <LongTextField
            form={form}
            name="appearance"
            label={t('exhibit.appearance')}
            hint={t('exhibit.appearance.hint')}
          />
        </FieldGroup>
        <FieldGroup title={t('exhibit.group.origin')}>
          <FieldRow>
            <TextField form={form} name="source" label={t('exhibit.source')} />
            <TextField form={form} name="holder" label={t('exhibit.holder')} />
            <TextField form={form} name="holderDocument" label={t('exhibit.holderDocument')} />
          </FieldRow>
          <FieldRow>
            <TextField
              form={form}
              name="powerState"
              label={t('exhibit.powerState')}
              hint={t('exhibit.powerState.hint')}
            />
            <TextField form={form} name="shielding" label={t('exhibit.shielding')} hint={t('exhibit.shielding.hint')} />
            <TextField form={form} name="location" label={t('exhibit.location')} />
          </FieldRow>
        </FieldGroup>
        {form.error && <ErrorMessage error={form.error} />}
        <FormActions>
          <Button type="submit" loading={form.busy}>
            {t('exhibit.add')}
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
