/** Reading a price list, for the components that ask how. */
export type { CsvColumns } from '../../core/costs/layout.ts';
export { isStyleWanted } from '../../core/costs/layout.ts';
export { previewCosts } from '../../core/costs/rows.ts';
