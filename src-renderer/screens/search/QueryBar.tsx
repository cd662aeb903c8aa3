/** The query, its mode and order; filters that write themselves into it; what is wrong, shown where it is. */
import { Button, NativeSelect, Popover, TextInput } from '@mantine/core';
import { IconFilter, IconHelp, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useId, useMemo, useRef, useState } from 'react';
import { searchModes } from '../../../src-preload/contract/index.ts';
import type { EngineError } from '../../app/engine.ts';
import { type KeyBinding, useKeys } from '../../app/keys.ts';
import { useMessages } from '../../app/messages.ts';
import { FilterFields } from './FilterFields.tsx';
import { QueryError } from './QueryError.tsx';
import { QueryHelp } from './QueryHelp.tsx';
import type { Question } from './question.ts';
import styles from './search.module.css';

const ORDERS: readonly Question['order'][] = ['oldest-first', 'newest-first'];

interface Props {
  readonly question: Question;
  readonly onChange: (part: Partial<Question>) => void;
  readonly busy: boolean;
  readonly error: EngineError | null;
  readonly onSearch: (question: Question) => void;
}

export function QueryBar({ question, onChange, busy, error, onSearch }: Props): ReactNode {
  const t = useMessages();
  const field = useRef<HTMLInputElement>(null);
  const errorId = useId();
  const [helpOpen, setHelpOpen] = useState(false);
  const [filtersOpen, setFiltersOpen] = useState(false);
  /** The query that the error is about: as soon as it is changed, the error is history. */
  const [sent, setSent] = useState('');
  const wrong = error !== null && sent === question.query ? error : null;
  const bindings = useMemo<readonly KeyBinding[]>(
    () => [{ key: 'ctrl+f', label: 'key.search', run: () => field.current?.select(), whileTyping: true }],
    [],
  );
  useKeys(bindings);

  function search(next: Question): void {
    setSent(next.query);
    onSearch(next);
  }

  return (
    <search>
      <form
        className={styles.bar}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          search(question);
        }}
      >
        <div className={styles.tools}>
          <TextInput
            ref={field}
            className={styles.query ?? ''}
            aria-label={t('search.query')}
            placeholder={t('search.query.placeholder')}
            value={question.query}
            onChange={(event) => onChange({ query: event.currentTarget.value })}
            error={wrong !== null}
            aria-describedby={wrong ? errorId : undefined}
            autoComplete="off"
            spellCheck={false}
            classNames={{ input: 'mono' }}
          />
          <NativeSelect
            aria-label={t('search.mode')}
            title={t(`search.mode.${question.mode}.what`)}
            value={question.mode}
            onChange={(event) => onChange({ mode: event.currentTarget.value as Question['mode'] })}
            data={searchModes.map((mode) => ({ value: mode, label: t(`search.mode.${mode}`) }))}
          />
          <NativeSelect
            aria-label={t('search.order')}
            value={question.order}
            onChange={(event) => onChange({ order: event.currentTarget.value as Question['order'] })}
            data={ORDERS.map((order) => ({ value: order, label: t(`search.order.${order}`) }))}
          />
          <Popover
            opened={filtersOpen}
            onChange={setFiltersOpen}
            width={360}
            trapFocus
            returnFocus
            position="bottom-end"
          >
            <Popover.Target>
              <Button
                variant="default"
                leftSection={<IconFilter size={16} />}
                aria-expanded={filtersOpen}
                onClick={() => setFiltersOpen(!filtersOpen)}
              >
                {t('search.filters')}
              </Button>
            </Popover.Target>
            <Popover.Dropdown aria-label={t('search.filters')}>
              <FilterFields
                query={question.query}
                onQuery={(query) => {
                  setFiltersOpen(false);
                  onChange({ query });
                }}
              />
            </Popover.Dropdown>
          </Popover>
          <Button
            variant="default"
            leftSection={<IconHelp size={16} />}
            aria-expanded={helpOpen}
            onClick={() => setHelpOpen(!helpOpen)}
          >
            {t('search.help')}
          </Button>
          <Button type="submit" leftSection={<IconSearch size={16} />} loading={busy}>
            {t('search.run')}
          </Button>
        </div>
        {wrong && <QueryError id={errorId} query={sent} error={wrong} />}
        {helpOpen && (
          <QueryHelp
            onExample={(query) => {
              onChange({ query });
              field.current?.focus();
            }}
          />
        )}
      </form>
    </search>
  );
}
