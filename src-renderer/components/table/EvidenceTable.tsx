/**
 * The table of every screen: virtual rows, sorting and filtering in the header, columns whose order and width are
 * remembered, rows moved through by keyboard, a range copied as tab-separated text.
 */
import { useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useMessages } from '../../app/messages.ts';
import { rememberColumns, rememberedColumns } from '../../app/preferences.ts';
import { useCopy } from '../useCopy.ts';
import { type Column, features, textOf, toColumnDefs } from './columns.ts';
import styles from './EvidenceTable.module.css';
import type { PagedRows } from './rows.ts';
import { type Range, rangeAfterKey, rangeHolds } from './selection.ts';
import { TableHead } from './TableHead.tsx';
import { TableRow } from './TableRow.tsx';

const ROW_PX = 28;
const HEAD_PX = 32;
const NO_ROWS: readonly never[] = [];

interface Props<Row extends object> {
  /** Under this name order and width of the columns are remembered. */
  readonly name: string;
  /** What the table lists, for a screen reader. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[] | PagedRows<Row>;
  readonly idOf: (row: Row) => string;
  readonly selectedId?: string | null;
  readonly onSelect?: (row: Row | null) => void;
  /** Enter or double click. */
  readonly onOpen?: (row: Row) => void;
  /** Shown instead of rows where there are none. */
  readonly empty: ReactNode;
  /** Rows to show before it scrolls, where the table stands among other things on a page. */
  readonly maxRows?: number;
}

export function EvidenceTable<Row extends object>(props: Props<Row>): ReactNode {
  const { name, label, columns, rows, idOf, selectedId = null, onSelect, onOpen, empty, maxRows } = props;
  const t = useMessages();
  const { state: copyState, copy } = useCopy();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const paged = isPaged(rows) ? rows : null;
  const defs = useMemo(() => toColumnDefs(columns), [columns]);
  const [memory] = useState(() => rememberedColumns(name));

  const table = useTable({
    features,
    columns: defs,
    data: isPaged(rows) ? NO_ROWS : rows,
    initialState: { columnOrder: [...memory.order], columnSizing: { ...memory.sizes } },
    columnResizeMode: 'onChange',
    enableSorting: paged === null,
    getRowId: idOf,
  });
  const { columnOrder, columnSizing } = table.state;
  useEffect(() => {
    if (columnOrder.length > 0 || Object.keys(columnSizing).length > 0)
      rememberColumns(name, { order: columnOrder, sizes: columnSizing });
  }, [name, columnOrder, columnSizing]);

  const shown = table.getRowModel().rows;
  const total = paged ? paged.total : shown.length;
  const rowAt = (index: number): Row | null => (paged ? paged.rowAt(index) : (shown[index]?.original ?? null));

  const [range, setRange] = useState<Range | null>(null);
  const awaited = useRef<number | null>(null);
  const selection = currentRange();

  /** The selected row wherever it stands now: sorting and filtering move it, and its page may still be on its way. */
  function currentRange(): Range | null {
    const under = range && rowAt(range.cursor);
    if (range && (under === null || idOf(under) === selectedId)) return range;
    if (selectedId === null) return null;
    const found = paged ? (paged.indexOf?.(selectedId) ?? -1) : shown.findIndex((row) => row.id === selectedId);
    return found < 0 ? null : { anchor: found, cursor: found };
  }

  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    scrollPaddingStart: HEAD_PX,
  });
  const visible = virtualizer.getVirtualItems();
  const first = visible[0]?.index ?? 0;
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => paged?.show(first, last), [paged, first, last]);

  const cursor = selection?.cursor ?? null;
  useEffect(() => {
    if (cursor !== null) virtualizer.scrollToIndex(cursor);
  }, [cursor, virtualizer]);

  function select(next: Range): void {
    setRange(next);
    const row = rowAt(next.cursor);
    awaited.current = row === null ? next.cursor : null;
    if (row) onSelect?.(row);
  }

  // A row that was not here yet when it was selected is told of when it comes.
  useEffect(() => {
    const row = awaited.current === null ? null : rowAt(awaited.current);
    if (!row) return;
    awaited.current = null;
    onSelect?.(row);
  });

  function copyRange(): void {
    if (!selection) return;
    const lines: string[] = [];
    for (let index = 0; index < total; index += 1) {
      const row = rangeHolds(selection, index) ? rowAt(index) : null;
      if (row) lines.push(columns.map((column) => textOf(column, row).replace(/[\t\n]/g, ' ')).join('\t'));
    }
    copy(lines.join('\n'));
  }

  function onRowClick(event: React.MouseEvent): void {
    const index = indexUnder(event);
    if (index !== null) select({ anchor: event.shiftKey && selection ? selection.anchor : index, cursor: index });
  }

  function onKeyDown(event: React.KeyboardEvent): void {
    if (event.target !== event.currentTarget) return;
    const cursorRow = selection && rowAt(selection.cursor);
    if (event.key === 'Enter' && cursorRow && onOpen) onOpen(cursorRow);
    else if (event.key === 'Escape' && selection && onSelect) {
      setRange(null);
      onSelect(null);
    } else if (event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey)) copyRange();
    else {
      const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX) - 2);
      const next = rangeAfterKey(event, selection, total, pageRows);
      if (!next) return;
      select(next);
    }
    event.preventDefault();
  }

  const leaves = table.getAllLeafColumns();
  const order = leaves.map((leaf) => leaf.id).join(' ');
  const template = leaves
    .map((column) => (column.columnDef.meta?.grow ? `minmax(${column.getSize()}px, 1fr)` : `${column.getSize()}px`))
    .join(' ');
  const ordered = useMemo(
    () => order.split(' ').flatMap((id) => columns.find((column) => column.id === id) ?? []),
    [order, columns],
  );
  const nothing = isPaged(rows) ? rows.total === 0 : rows.length === 0;
  // The columns as a variable of their own: dragging a column's edge then changes one value, not every cell.
  const frame: CSSProperties = Object.assign(
    maxRows === undefined ? {} : { flex: 'none', maxHeight: HEAD_PX + maxRows * ROW_PX },
    { '--columns': template },
  );

  if (nothing && !columns.some((column) => column.filter?.active))
    return <div className={maxRows === undefined ? styles.empty : undefined}>{empty}</div>;
  return (
    <div className={styles.frame}>
      <div ref={scroller} className={styles.scroller} style={frame}>
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows are moved through and selected
          role="grid"
          className={styles.table}
          style={{ minWidth: table.getTotalSize() }}
          aria-label={label}
          aria-rowcount={total + 1}
          aria-multiselectable={onSelect ? true : undefined}
          aria-activedescendant={selection ? `${id}-${selection.cursor}` : undefined}
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          <TableHead table={table} columns={ordered} />
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the table answers to the keys */}
          <tbody
            className={styles.body}
            style={{ height: virtualizer.getTotalSize() }}
            onClick={(event) => onRowClick(event)}
            onDoubleClick={(event) => {
              const row = rowAt(indexUnder(event) ?? -1);
              if (row) onOpen?.(row);
            }}
          >
            {visible.map((item) => (
              <TableRow
                key={item.key}
                id={`${id}-${item.index}`}
                index={item.index}
                top={item.start}
                columns={ordered}
                row={rowAt(item.index)}
                selected={selection !== null && rangeHolds(selection, item.index)}
                cursor={selection?.cursor === item.index}
              />
            ))}
          </tbody>
        </table>
        {total === 0 && <p className={styles.noMatch}>{t('table.noMatch')}</p>}
      </div>
      <span className="visually-hidden" aria-live="polite">
        {copyState === 'idle' ? '' : t(`copy.${copyState}`)}
      </span>
    </div>
  );
}

/** Rows say their place; one listener hears them all, so that a row need not be drawn again while others scroll in. */
function indexUnder(event: React.MouseEvent): number | null {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('tr[data-index]') : null;
  return row?.dataset.index === undefined ? null : Number(row.dataset.index);
}

function isPaged<Row>(rows: readonly Row[] | PagedRows<Row>): rows is PagedRows<Row> {
  return !Array.isArray(rows);
}
