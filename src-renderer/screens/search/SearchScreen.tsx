/**
 * 检索: always inside a grant. The query in the field's own language, its first hits at once, the exact number following,
 * and beside them the record that is looked at, with the conversation around it.
 */
import { NativeSelect } from '@mantine/core';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { GrantRecord, SearchHit } from '../../../src-preload/contract/index.ts';
import { useDraft } from '../../app/drafts.ts';
import { useMessages } from '../../app/messages.ts';
import { link, replace } from '../../app/router.ts';
import type { ScreenProps } from '../../app/screenProps.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import { Screen } from '../../components/Screen.tsx';
import { EvidenceTable } from '../../components/table/EvidenceTable.tsx';
import { HitInspector } from './HitInspector.tsx';
import { useHitColumns } from './hitColumns.tsx';
import { QueryBar } from './QueryBar.tsx';
import { type Question, START } from './question.ts';
import { ResultLine } from './ResultLine.tsx';
import styles from './search.module.css';
import { useMyGrants } from './useMyGrants.ts';
import { useSearchResult } from './useSearchResult.ts';

export function SearchScreen({ query }: ScreenProps): ReactNode {
  const t = useMessages();
  const grants = useMyGrants();
  const question = useDraft<Question>('search', START);
  const asked = query.get('grant');
  const { grantId } = question.value;
  const { change } = question;
  const chosen = grants.open.find((each) => each.id === grantId) ?? grants.open[0] ?? null;

  // From a grant: begins there.
  useEffect(() => {
    if (asked === null) return;
    change({ grantId: asked });
    replace(link('search'));
  }, [asked, change]);

  return (
    <>
      {chosen ? (
        <UnderGrant
          key={chosen.id}
          grant={chosen}
          question={question.value}
          onChange={change}
          choice={
            <NativeSelect
              className={styles.grant ?? ''}
              aria-label={t('search.grant')}
              title={t('search.grant')}
              value={chosen.id}
              onChange={(event) => change({ grantId: event.currentTarget.value })}
              data={grants.open.map((grant) => ({ value: grant.id, label: grants.labelOf(grant) }))}
            />
          }
        />
      ) : (
        <Screen title={t('nav.search')}>
          {grants.error && <ErrorMessage error={grants.error} onRetry={grants.reload} />}
          {grants.ready ? (
            <EmptyState title={t('search.noGrant')} action={<a href={link('requests')}>{t('search.toRequests')}</a>}>
              {t('search.noGrant.what')}
            </EmptyState>
          ) : (
            !grants.error && <EmptyState title={t('state.loading')} />
          )}
        </Screen>
      )}
    </>
  );
}

interface Props {
  readonly grant: GrantRecord;
  readonly question: Question;
  readonly onChange: (part: Partial<Question>) => void;
  readonly choice: ReactNode;
}

function UnderGrant({ grant, question, onChange, choice }: Props): ReactNode {
  const t = useMessages();
  const result = useSearchResult(grant.id);
  const [picked, setPicked] = useState<SearchHit | null>(null);
  const columns = useHitColumns();
  const { total, rowAt, show } = result.rows;
  const rows = useMemo(() => ({ total, rowAt, show }), [total, rowAt, show]);
  return (
    <Screen
      title={t('nav.search')}
      actions={choice}
      inspector={
        picked && (
          <HitInspector
            key={picked.id}
            hit={picked}
            grantId={grant.id}
            onPick={setPicked}
            onClose={() => setPicked(null)}
          />
        )
      }
      fill
    >
      <QueryBar
        question={question}
        onChange={onChange}
        busy={result.busy}
        error={result.queryError}
        onSearch={(next) => {
          setPicked(null);
          result.ask(next);
        }}
      />
      {result.error && <ErrorMessage error={result.error} onClose={result.clear} />}
      {result.state && <ResultLine state={result.state} />}
      <EvidenceTable
        name="hits"
        label={t('search.hits')}
        columns={columns}
        rows={rows}
        idOf={idOf}
        selectedId={picked ? String(picked.id) : null}
        onSelect={setPicked}
        empty={
          <EmptyState title={t(result.state ? 'search.none' : 'search.start')}>
            {t(result.state ? 'search.none.what' : 'search.start.what')}
          </EmptyState>
        }
      />
    </Screen>
  );
}

function idOf(hit: SearchHit): string {
  return String(hit.id);
}
