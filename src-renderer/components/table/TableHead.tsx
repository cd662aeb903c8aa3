import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconFilter, IconFilterFilled } from '@tabler/icons-react';
import type { Header, ReactTable } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { useMessages } from '../../app/messages.ts';
import { type Column, type Features, MIN_COLUMN_PX } from './columns.ts';
import styles from './EvidenceTable.module.css';

const STEP_PX = 16;

interface Props<Row extends object> {
  readonly table: ReactTable<Features, Row>;
  readonly columns: readonly Column<Row>[];
}

export function TableHead<Row extends object>({ table, columns }: Props<Row>): ReactNode {
  const headers = table.getHeaderGroups().flatMap((group) => group.headers);
  return (
    <thead className={styles.head}>
      <tr className={styles.headRow} aria-rowindex={1}>
        {headers.map((header) => {
          const column = columns.find((each) => each.id === header.column.id);
          return column && <HeadCell key={header.id} table={table} header={header} column={column} />;
        })}
      </tr>
    </thead>
  );
}

interface CellProps<Row extends object> {
  readonly table: ReactTable<Features, Row>;
  readonly header: Header<Features, Row>;
  readonly column: Column<Row>;
}

function HeadCell<Row extends object>({ table, header, column }: CellProps<Row>): ReactNode {
  const t = useMessages();
  const sorted = header.column.getIsSorted();
  const sortable = header.column.getCanSort();
  const order = table.getAllLeafColumns().map((leaf) => leaf.id);

  function move(by: number): void {
    const from = order.indexOf(column.id);
    const to = Math.max(0, Math.min(order.length - 1, from + by));
    const next = order.filter((id) => id !== column.id);
    next.splice(to, 0, column.id);
    table.setColumnOrder(next);
  }

  function widen(by: number): void {
    const size = Math.max(MIN_COLUMN_PX, header.column.getSize() + by);
    table.setColumnSizing((last) => ({ ...last, [column.id]: size }));
  }

  function moveBefore(id: string): void {
    if (id === column.id || !order.includes(id)) return;
    const next = order.filter((each) => each !== id);
    next.splice(next.indexOf(column.id), 0, id);
    table.setColumnOrder(next);
  }

  function onKeyDown(event: React.KeyboardEvent): void {
    if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    const by = event.key === 'ArrowLeft' ? -1 : 1;
    if (event.shiftKey) widen(by * STEP_PX);
    else move(by);
  }

  return (
    <th
      scope="col"
      className={styles.headCell}
      data-numeric={column.numeric || undefined}
      aria-sort={sorted ? (sorted === 'asc' ? 'ascending' : 'descending') : undefined}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => moveBefore(event.dataTransfer.getData('text/plain'))}
    >
      <button
        type="button"
        className={styles.headButton}
        draggable
        title={column.header}
        aria-description={t('table.columnKeys')}
        onDragStart={(event) => event.dataTransfer.setData('text/plain', column.id)}
        onClick={sortable ? header.column.getToggleSortingHandler() : undefined}
        onKeyDown={onKeyDown}
      >
        <span>{column.header}</span>
        {sorted === 'asc' && <IconArrowUp size={14} aria-hidden />}
        {sorted === 'desc' && <IconArrowDown size={14} aria-hidden />}
      </button>
      <HeadFilter header={header} column={column} sortable={sortable} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: for the mouse; Alt+Shift+arrows do the same */}
      <span
        className={styles.resize}
        onMouseDown={header.getResizeHandler()}
        onTouchStart={header.getResizeHandler()}
      />
    </th>
  );
}

interface FilterProps<Row extends object> {
  readonly header: Header<Features, Row>;
  readonly column: Column<Row>;
  readonly sortable: boolean;
}

/** The screen's own filter where it has one, else a text that the column must hold. */
function HeadFilter<Row extends object>({ header, column, sortable }: FilterProps<Row>): ReactNode {
  const t = useMessages();
  if (!sortable && !column.filter) return null;
  const wanted = (header.column.getFilterValue() as string | undefined) ?? '';
  const active = column.filter ? column.filter.active : wanted !== '';
  const label = t('table.filter', { column: column.header });
  const Sign = active ? IconFilterFilled : IconFilter;
  return (
    <Popover width={240} trapFocus returnFocus position="bottom-end">
      <Popover.Target>
        <ActionIcon
          className={styles.filter}
          variant="subtle"
          color={active ? 'blue' : 'gray'}
          size={20}
          aria-label={label}
          title={label}
          data-active={active || undefined}
        >
          <Sign size={14} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        {column.filter?.control ?? (
          <TextInput
            label={label}
            value={wanted}
            onChange={(event) => header.column.setFilterValue(event.currentTarget.value || undefined)}
            data-autofocus
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
