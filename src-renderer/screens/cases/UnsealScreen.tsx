/** Unsealing: reason and comparison of the seal with the record, then dual control, then the act. */
import { Button } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { type Account, actParameters } from '../../../src-preload/contract/index.ts';
import { useDraft } from '../../app/drafts.ts';
import { call } from '../../app/engine.ts';
import { useMessages } from '../../app/messages.ts';
import { useShowCase } from '../../app/present.ts';
import { go, link } from '../../app/router.ts';
import { useAction, useCall } from '../../app/useCall.ts';
import { BackLink } from '../../components/BackLink.tsx';
import { Ceremony, type CeremonyState, NO_CEREMONY } from '../../components/ceremony/Ceremony.tsx';
import { FormPage } from '../../components/form/FormPage.tsx';
import { FormActions, LongTextField, TextField } from '../../components/form/fields.tsx';
import { useForm } from '../../components/form/useForm.ts';
import { ErrorMessage } from '../../components/Message.tsx';
import { Screen } from '../../components/Screen.tsx';

const INITIAL = { reason: '', checkResult: '', location: '' };
const START: { agreed: boolean } & CeremonyState = { agreed: false, ...NO_CEREMONY };
/** Stands in while the fields are checked: the ceremony's own id comes when two people have agreed. */
const NOT_YET = 'not-yet';

interface Props {
  readonly caseId: string;
  readonly exhibitId: string;
}

export function UnsealScreen({ caseId, exhibitId }: Props): ReactNode {
  const t = useMessages();
  const detail = useCall('case.get', { id: caseId });
  useShowCase(detail.value);
  const exhibit = detail.value?.exhibits.find((each) => each.id === exhibitId);
  const way = useDraft(`unseal.way ${exhibitId}`, START);
  const form = useForm({
    call: 'exhibit.unseal',
    draft: `unseal ${exhibitId}`,
    initial: INITIAL,
    toInput: (values) => ({ ...values, id: exhibitId, ceremonyId: NOT_YET }),
  });
  const parameters = useMemo(
    () => actParameters['exhibit.unseal'].safeParse({ ...form.values, id: exhibitId }).data ?? null,
    [form.values, exhibitId],
  );
  const unseal = useAction(async (ceremonyId: string) => {
    if (!parameters) return;
    await call('exhibit.unseal', { ...parameters, ceremonyId });
    form.discard();
    way.reset();
    go(link('cases', caseId, exhibitId));
  });

  return (
    <Screen
      title={t('unseal.title', { exhibit: exhibit ? `${exhibit.number} ${exhibit.name}` : '' })}
      lead={exhibit && t('unseal.lead', { number: exhibit.sealNumber })}
      back={<BackLink to={link('cases', caseId, exhibitId)}>{exhibit?.number ?? t('nav.cases')}</BackLink>}
    >
      {detail.error && <ErrorMessage error={detail.error} onRetry={detail.reload} />}
      {unseal.error && <ErrorMessage error={unseal.error} onClose={unseal.clear} />}
      {way.value.agreed && parameters ? (
        <>
          <Ceremony
            act="exhibit.unseal"
            parameters={parameters}
            describe={(signed) => [
              { label: t('exhibit.title'), value: exhibit ? `${exhibit.number} ${exhibit.name}` : signed.id },
              { label: t('seal.number'), value: exhibit?.sealNumber ?? '' },
              { label: t('unseal.reason'), value: signed.reason },
              { label: t('seal.checkResult'), value: signed.checkResult },
              { label: t('seal.location'), value: signed.location },
            ]}
            state={way.value}
            onChange={way.change}
            mayWitness={isWitness}
            goLabel={t('unseal.go')}
            goBusy={unseal.busy}
            onGo={(ceremony) => void unseal.run(ceremony.id)}
          />
          {way.value.ceremony === null && (
            <div>
              <Button variant="default" onClick={() => way.change({ agreed: false })}>
                {t('action.back')}
              </Button>
            </div>
          )}
        </>
      ) : (
        <FormPage
          onSubmit={async () => {
            if (form.check()) way.change({ agreed: true });
          }}
        >
          <LongTextField form={form} name="reason" label={t('unseal.reason')} hint={t('unseal.reason.hint')} required />
          <LongTextField
            form={form}
            name="checkResult"
            label={t('seal.checkResult')}
            hint={t('seal.checkResult.hint')}
            required
          />
          <TextField form={form} name="location" label={t('seal.location')} />
          <FormActions>
            <Button type="submit">{t('action.next')}</Button>
          </FormActions>
        </FormPage>
      )}
    </Screen>
  );
}

function isWitness(account: Account): boolean {
  return account.role === 'witness';
}
