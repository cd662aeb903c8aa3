/** The report: the worst of all checks on top, then every check by itself with what was expected and found. */
import { type ReactNode, useState } from 'react';
import type { Check, VerifyReport } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { CheckInspector } from '../../components/checks/CheckInspector.tsx';
import { CheckTable } from '../../components/checks/CheckTable.tsx';
import { useMeasures } from '../../components/measures.ts';
import { Screen } from '../../components/Screen.tsx';
import { Verdict } from '../../components/Verdict.tsx';
import styles from './ReportScreen.module.css';
import { ToSignIn } from './ToSignIn.tsx';

interface Props {
  readonly report: VerifyReport;
  readonly actions: ReactNode;
}

export function ReportScreen({ report, actions }: Props): ReactNode {
  const t = useMessages();
  const { count } = useMeasures();
  const [selected, setSelected] = useState<Check | null>(null);
  const by = (verdict: Check['verdict']): string =>
    count(report.checks.filter((check) => check.verdict === verdict).length);
  return (
    <Screen
      title={t('verify.report')}
      lead={<code className="breakable">{report.path}</code>}
      back={<ToSignIn />}
      actions={actions}
      inspector={selected && <CheckInspector check={selected} onClose={() => setSelected(null)} />}
      fill
    >
      <div className={styles.summary} data-verdict={report.verdict}>
        <Verdict verdict={report.verdict} of={t(`verify.kind.${report.kind}`)} large />
        <dl className={styles.counts}>
          {(['matched', 'mismatched', 'not-performed'] as const).map((verdict) => (
            <div key={verdict}>
              <dt>{t(`verdict.${verdict}`)}</dt>
              <dd>{by(verdict)}</dd>
            </div>
          ))}
        </dl>
      </div>
      <CheckTable checks={report.checks} selected={selected} onSelect={setSelected} />
    </Screen>
  );
}
