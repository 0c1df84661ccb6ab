/** Reading a price list, for the components that ask how. */
export type { CsvColumns, CsvFault, CsvFile, CsvLayout, CsvReading, SampleRow } from '../core/costs/layout.ts';
export { isStyleWanted } from '../core/costs/layout.ts';
export type { PreviewRow, RowPlace } from '../core/costs/rows.ts';
export { previewCosts } from '../core/costs/rows.ts';
