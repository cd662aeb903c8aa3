/** Columns of a table: what a screen declares, and what TanStack makes of it. */
import {
  type ColumnDef,
  columnFilteringFeature,
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  createFilteredRowModel,
  createSortedRowModel,
  type FilterFn,
  metaHelper,
  rowSortingFeature,
  type SortFn,
  tableFeatures,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** Pixels before somebody drags it; the one column that grows takes what is left, but never less than this. */
  readonly width: number;
  readonly grow?: boolean;
  readonly numeric?: boolean;
  /** What is sorted, filtered and copied; shown too, where `cell` does not show it better. */
  readonly value: (row: Row) => string | number | null;
  readonly cell?: (row: Row) => ReactNode;
  /** What is copied and filtered instead of the value (a word for a code, a time in ISO form). */
  readonly text?: (row: Row) => string;
  /** A filter that the screen itself applies: its control stands in the header. */
  readonly filter?: { readonly active: boolean; readonly control: ReactNode };
}

interface ColumnMeta {
  readonly numeric: boolean;
  readonly grow: boolean;
}

export const features = tableFeatures({
  columnSizingFeature,
  columnResizingFeature,
  columnOrderingFeature,
  columnFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  columnMeta: metaHelper<ColumnMeta>(),
});
export type Features = typeof features;

export const MIN_COLUMN_PX = 56;

const collator = new Intl.Collator('zh-CN', { numeric: true, sensitivity: 'base' });

export function textOf<Row>(column: Column<Row>, row: Row): string {
  return column.text?.(row) ?? String(column.value(row) ?? '');
}

export function toColumnDefs<Row extends object>(columns: readonly Column<Row>[]): ColumnDef<Features, Row>[] {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const sortFn: SortFn<Features, Row> = (a, b, id) => {
    const left = byId.get(id)?.value(a.original) ?? null;
    const right = byId.get(id)?.value(b.original) ?? null;
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    return collator.compare(String(left ?? ''), String(right ?? ''));
  };
  const filterFn: FilterFn<Features, Row> = (row, id, wanted) => {
    const column = byId.get(id);
    return !column || textOf(column, row.original).toLowerCase().includes(String(wanted).toLowerCase());
  };
  return columns.map((column) => ({
    id: column.id,
    header: column.header,
    accessorFn: (row: Row) => column.value(row),
    size: column.width,
    minSize: MIN_COLUMN_PX,
    sortFn,
    filterFn,
    sortDescFirst: false,
    meta: { numeric: column.numeric ?? false, grow: column.grow ?? false },
  }));
}
