import type { ReactNode } from 'react';
import type { Account } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { Facts } from '../../components/Facts.tsx';
import { Hash } from '../../components/Hash.tsx';
import { Inspector, InspectorSection } from '../../components/Inspector.tsx';
import { Time } from '../../components/Time.tsx';

export function AccountFacts({
  account,
  onClose,
}: {
  readonly account: Account;
  readonly onClose: () => void;
}): ReactNode {
  const t = useMessages();
  return (
    <Inspector title={`${account.displayName} · ${account.username}`} onClose={onClose}>
      <InspectorSection title={t('account.facts')}>
        <Facts
          facts={[
            { label: t('account.role'), value: t(`role.${account.role}`) },
            { label: t('account.state'), value: t(`account.state.${account.state}`) },
            { label: t('account.evidenceKey'), value: t(account.holdsEvidenceKey ? 'word.yes' : 'word.no') },
            { label: t('account.staffNumber'), value: account.staffNumber },
            { label: t('account.idDocument'), value: account.idDocument },
            { label: t('account.phone'), value: account.phone },
            { label: t('account.createdAt'), value: <Time at={account.createdAt} /> },
            {
              label: t('account.lastSignInAt'),
              value: account.lastSignInAt === null ? t('account.neverSignedIn') : <Time at={account.lastSignInAt} />,
            },
          ]}
        />
      </InspectorSection>
      <InspectorSection title={t('account.certificate')}>
        <Hash algorithm="sha256" value={account.certificateFingerprint} />
      </InspectorSection>
    </Inspector>
  );
}
