import type { ReactNode } from 'react';
import type { Column } from './columns.ts';
import styles from './EvidenceTable.module.css';

interface Props<Row> {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly Column<Row>[];
  /** Null while its page is on the way. */
  readonly row: Row | null;
  readonly selected: boolean;
  readonly cursor: boolean;
  readonly onPick: (extend: boolean) => void;
  readonly onOpen: ((row: Row) => void) | undefined;
}

export function TableRow<Row>(props: Props<Row>): ReactNode {
  const { id, index, top, columns, row, selected, cursor, onPick, onOpen } = props;
  return (
    <tr
      id={id}
      className={styles.row}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-cursor={cursor || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => onPick(event.shiftKey)}
      onDoubleClick={() => row && onOpen?.(row)}
    >
      {columns.map((column) => (
        <td key={column.id} className={styles.cell} data-numeric={column.numeric || undefined}>
          {row && contentOf(column, row)}
        </td>
      ))}
    </tr>
  );
}

function contentOf<Row>(column: Column<Row>, row: Row): ReactNode {
  if (column.cell) return column.cell(row);
  const text = column.text?.(row) ?? String(column.value(row) ?? '');
  return <span title={text}>{text}</span>;
}
