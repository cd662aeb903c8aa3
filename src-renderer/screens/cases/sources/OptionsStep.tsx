/** What the source does not say of itself. What a person says here is recorded with the import as an assumption. */
import { Autocomplete, Button, NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { DATE_ORDERS, ENCODINGS, MAPPED_FIELDS } from '../../../../src-preload/contract/index.ts';
import { useMessages } from '../../../app/messages.ts';
import { FieldRow, FormActions } from '../../../components/form/fields.tsx';
import { type ImportWay, isGeneric, optionsStand, ZONES } from './importWay.ts';
import styles from './sources.module.css';
import type { StepProps } from './stepProps.ts';

export function OptionsStep({ way, change, onNext, onBack, busy }: StepProps & { readonly busy: boolean }): ReactNode {
  const t = useMessages();
  return (
    <div className={styles.step}>
      <p className="dim">{t('import.options.what')}</p>
      <div className={styles.wide}>
        <FieldRow>
          <NativeSelect
            label={t('import.encoding')}
            description={t('import.encoding.hint')}
            value={way.encoding}
            onChange={(event) => change({ encoding: event.currentTarget.value })}
            data={[
              { value: '', label: t('import.byContent') },
              ...ENCODINGS.map((encoding) => ({ value: encoding, label: encoding.toUpperCase() })),
            ]}
          />
          <Autocomplete
            label={t('import.zone')}
            description={t('import.zone.hint')}
            placeholder={t('import.zone.none')}
            value={way.zone}
            onChange={(zone) => change({ zone })}
            data={[...ZONES]}
          />
          <NativeSelect
            label={t('import.dateOrder')}
            description={t('import.dateOrder.hint')}
            value={way.dateOrder}
            onChange={(event) => change({ dateOrder: event.currentTarget.value as ImportWay['dateOrder'] })}
            data={[
              { value: '', label: t('import.byContent') },
              ...DATE_ORDERS.map((order) => ({ value: order, label: t(`import.dateOrder.${order}`) })),
            ]}
          />
        </FieldRow>
      </div>
      {isGeneric(way) && <MappingFields way={way} change={change} />}
      <FormActions>
        <Button variant="default" onClick={onBack}>
          {t('action.back')}
        </Button>
        <Button loading={busy} disabled={!optionsStand(way)} onClick={onNext}>
          {t('import.start')}
        </Button>
      </FormActions>
    </div>
  );
}

function MappingFields({ way, change }: Pick<StepProps, 'way' | 'change'>): ReactNode {
  const t = useMessages();
  return (
    <fieldset className={styles.group}>
      <legend>{t('import.mapping')}</legend>
      <p className="dim">{t('import.mapping.what')}</p>
      <div className={styles.mapping}>
        {MAPPED_FIELDS.map((field) => (
          <TextInput
            key={field}
            label={t(`import.mapping.${field}`)}
            value={way.fields[field] ?? ''}
            onChange={(event) => change({ fields: { ...way.fields, [field]: event.currentTarget.value } })}
            autoComplete="off"
            spellCheck={false}
          />
        ))}
        <TextInput
          label={t('import.mapping.path')}
          placeholder="data.items[]"
          value={way.recordsAt}
          onChange={(event) => change({ recordsAt: event.currentTarget.value })}
          autoComplete="off"
          spellCheck={false}
          classNames={{ input: 'mono' }}
        />
      </div>
    </fieldset>
  );
}
