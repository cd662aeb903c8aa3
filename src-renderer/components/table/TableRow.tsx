import { memo, type ReactNode } from 'react';
import type { Column } from './columns.ts';
import styles from './EvidenceTable.module.css';

interface Props<T> {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly Column<T>[];
  /** Null while its page is on the way. */
  readonly row: T | null;
  readonly selected: boolean;
  readonly cursor: boolean;
}

function Row<T>(props: Props<T>): ReactNode {
  const { id, index, top, columns, row, selected, cursor } = props;
  return (
    <tr
      id={id}
      className={styles.row}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      data-cursor={cursor || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map((column) => (
        <td key={column.id} className={styles.cell} data-numeric={column.numeric || undefined}>
          {row && contentOf(column, row)}
        </td>
      ))}
    </tr>
  );
}

/** Drawn again only when something of it changed: while scrolling, a row that stays costs nothing. */
export const TableRow = memo(Row) as typeof Row;

function contentOf<Row>(column: Column<Row>, row: Row): ReactNode {
  if (column.cell) return column.cell(row);
  const text = column.text?.(row) ?? String(column.value(row) ?? '');
  return <span title={text}>{text}</span>;
}
