import { texts } from '../../../assets/texts/workspace.ts';
import type { Upload } from '../../../stores/workspace/costs.ts';
import { type CsvColumns, isStyleWanted } from '../../../stores/workspace/csv.ts';
import { Field, SelectField } from '../../ui/Field/Field.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { useCosts } from '../Context/Context.tsx';

/** What of the answers is missing or wrong. */
export type ReadingFault = 'column' | 'decimals' | 'currency' | 'per';

interface CostColumnsProps {
	readonly upload: Extract<Upload, { phase: 'choosing' }>;
	readonly fault: ReadingFault | null;
}

const delimiters = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof delimiters)[number];

const columnFields = ['product', 'cost', 'currency', 'per', 'period', 'free'] as const;

/** Rows that may hold the headings. */
const headingRows = 12;

/** Longest piece of a file's own text in a choice. */
const longest = 40;

const cut = (text: string) => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

const group = 'm-0 grid items-start gap-3 border-0 p-0 sm:grid-cols-3';

/** Which column is which, how the file is written, and what holds where it does not say. */
export function CostColumns({ upload, fault }: CostColumnsProps) {
	const words = useTexts(texts).costs;
	const chooseColumns = useCosts((state) => state.columnsChosen);
	const chooseReading = useCosts((state) => state.readingChosen);
	const chooseDelimiter = useCosts((state) => state.delimiterChosen);
	const chooseHeadings = useCosts((state) => state.headingsChosen);
	const { layout, reading } = upload;
	const { columns } = reading;
	const first = layout.sample[0]?.cells ?? [];
	const columnOptions = [
		{ value: '', label: words.none },
		...layout.header.map((name, index) => ({
			value: `${index}`,
			label: cut(name || words.columnAt(index + 1, first[index]?.trim() ?? '')),
		})),
	];
	const delimiter: Delimiter = delimiters.find((each) => each === layout.delimiter) ?? ',';
	const rowOptions = [
		{ value: '', label: words.noHeadings },
		...layout.rows.slice(0, headingRows).map(({ row, cells }) => ({
			value: `${row}`,
			label: cut(`${row}: ${cells.filter((cell) => cell.trim() !== '').join(', ')}`),
		})),
	];
	const isMissing = (column: keyof CsvColumns) =>
		fault === 'column' && (column === 'product' || column === 'cost') && columns[column] === null;

	return (
		<>
			<fieldset className={group}>
				<legend className="mb-2 p-0 text-sm font-semibold">{words.columns}</legend>
				{columnFields.map((column) => (
					<SelectField
						key={column}
						label={words.columnLabels[column]}
						value={columns[column] === null ? '' : `${columns[column]}`}
						options={columnOptions}
						error={isMissing(column) ? words.columnMissing : null}
						onChange={(value) => chooseColumns({ [column]: value === '' ? null : Number(value) })}
					/>
				))}
			</fieldset>
			<fieldset className={group}>
				<legend className="mb-2 p-0 text-sm font-semibold">{words.written}</legend>
				<SelectField
					label={words.headings}
					value={layout.headingRow === null ? '' : `${layout.headingRow}`}
					options={rowOptions}
					hint={layout.headingRow === null ? words.noHeadingsHint : words.aboveLeftOut(layout.above.length)}
					onChange={(value) => void chooseHeadings(value === '' ? null : Number(value))}
				/>
				<SelectField
					label={words.delimiter}
					value={delimiter}
					options={delimiters.map((each) => ({ value: each, label: words.delimiters[each] }))}
					onChange={(each) => void chooseDelimiter(each)}
				/>
				<SelectField
					label={words.decimals}
					value={reading.decimals ?? ''}
					options={[
						...(reading.decimals === null ? [{ value: '' as const, label: words.decimalsOpen }] : []),
						{ value: 'point', label: words.point },
						{ value: 'comma', label: words.comma },
					]}
					error={fault === 'decimals' && isStyleWanted(layout, reading) ? words.decimalsMissing : null}
					onChange={(decimals) => chooseReading({ decimals: decimals === '' ? null : decimals })}
				/>
			</fieldset>
			<fieldset className={group}>
				<legend className="mb-2 p-0 text-sm font-semibold">{words.otherwise}</legend>
				<Field
					label={words.currency}
					value={reading.currency}
					maxLength={3}
					autoComplete="off"
					spellCheck={false}
					hint={words.currencyHint}
					className="uppercase"
					error={fault === 'currency' ? words.currencyWrong : null}
					onChange={(event) => chooseReading({ currency: event.target.value })}
				/>
				<SelectField
					label={words.period}
					value={reading.period}
					options={(['unsaid', 'once', 'month', 'year'] as const).map((value) => ({
						value,
						label: words.periods[value],
					}))}
					hint={words.periodHint}
					onChange={(period) => chooseReading({ period })}
				/>
				<Field
					label={words.per}
					value={reading.per}
					inputMode="numeric"
					autoComplete="off"
					disabled={columns.per !== null}
					hint={words.perHint}
					error={fault === 'per' ? words.perWrong : null}
					onChange={(event) => chooseReading({ per: event.target.value })}
				/>
			</fieldset>
		</>
	);
}
