import { createColumnHelper, rowSelectionFeature, rowSortingFeature, tableFeatures } from '@tanstack/react-table';
import type { AlertSort, ListedAlert } from '../../../shared/alertQuery.ts';
import { HolderCell, MagnitudeCell, SeverityCell, SinceCell, SourceCell, TrendCell, WhatCell } from './cells.tsx';

/** Sorting and filtering are the host's; the table here keeps columns, order and selection. */
export const alertTableFeatures = tableFeatures({ rowSortingFeature, rowSelectionFeature });

export type AlertTableFeatures = typeof alertTableFeatures;

const helper = createColumnHelper<AlertTableFeatures, ListedAlert>();

/** In the order of a row: what is wrong, how bad, since when, who has it. Ids are class names and sort keys. */
export const alertColumns = helper.columns([
  // Drawn by the row itself, which knows whether it is selected.
  helper.display({ id: 'select', header: 'Select' }),
  helper.accessor('severity', { header: 'Severity', cell: ({ row }) => <SeverityCell alert={row.original} /> }),
  helper.accessor('title', { id: 'title', header: 'What', cell: ({ row }) => <WhatCell alert={row.original} /> }),
  helper.display({
    id: 'magnitude',
    header: 'Now ← expected',
    cell: ({ row }) => <MagnitudeCell alert={row.original} />,
  }),
  helper.display({ id: 'trend', header: 'Trend', cell: ({ row }) => <TrendCell alert={row.original} /> }),
  helper.accessor('startsAt', { header: 'Since', cell: ({ row }) => <SinceCell alert={row.original} /> }),
  helper.accessor('source', { header: 'Source', cell: ({ row }) => <SourceCell alert={row.original} /> }),
  helper.accessor('status', { header: 'Who has it', cell: ({ row }) => <HolderCell alert={row.original} /> }),
]);

/** The columns that the host can sort by; the others' headers are plain words. */
export const sortKeys: Partial<Record<string, AlertSort>> = {
  severity: 'severity',
  title: 'title',
  startsAt: 'startsAt',
  source: 'source',
  status: 'status',
};
