import { useState } from 'react';
import { de as sharedDe, en as sharedEn } from '../../../assets/texts/shared.ts';
import { de, en } from '../../../assets/texts/workspace.ts';
import type { Upload } from '../../../stores/workspace-costs.ts';
import { previewCosts } from '../../../stores/workspace-csv.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Field, SelectField } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useCosts } from '../Context/Context.tsx';

interface CostReadingProps {
	readonly upload: Extract<Upload, { phase: 'choosing' }>;
}

const delimiters = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof delimiters)[number];

/** How the file is to be read, with its first rows as they would be taken. */
export function CostReading({ upload }: CostReadingProps) {
	const all = useTexts({ en, de });
	const shared = useTexts({ en: sharedEn, de: sharedDe });
	const words = all.costs;
	const format = useFormat();
	const chooseColumns = useCosts((state) => state.columnsChosen);
	const chooseReading = useCosts((state) => state.readingChosen);
	const chooseDelimiter = useCosts((state) => state.delimiterChosen);
	const chooseMode = useCosts((state) => state.modeChosen);
	const start = useCosts((state) => state.importStarted);
	const close = useCosts((state) => state.uploadClosed);
	const [fault, setFault] = useState<'column' | 'currency' | null>(null);
	const { layout, reading, mode, file } = upload;
	const { columns } = reading;
	const options = layout.header.map((name, index) => ({ value: `${index}`, label: name || `${index + 1}` }));
	const withNone = [{ value: '', label: words.none }, ...options];
	const at = (column: number | null) => (column === null ? '' : `${column}`);
	const positionOf = (value: string) => (value === '' ? null : Number(value));
	const rows = previewCosts(layout, reading);
	const delimiter: Delimiter = delimiters.find((each) => each === layout.delimiter) ?? ',';

	function started(): void {
		if (columns.product === null || columns.cost === null) {
			setFault('column');
		} else if (reading.currency.trim() !== '' && !/^[a-z]{3}$/i.test(reading.currency.trim())) {
			setFault('currency');
		} else {
			setFault(null);
			void start((column) => words.places[column]);
		}
	}

	return (
		<div className="grid gap-4">
			<p className="m-0 text-sm">
				<span className="text-ink-3">{words.file}: </span>
				<b className="font-semibold break-all">{file.name}</b>
			</p>
			<fieldset className="m-0 grid items-start gap-3 border-0 p-0 sm:grid-cols-3">
				<legend className="mb-2 p-0 text-sm font-semibold">{words.columns}</legend>
				<SelectField
					label={words.productColumn}
					value={at(columns.product)}
					options={withNone}
					error={fault === 'column' && columns.product === null ? words.columnMissing : null}
					onChange={(value) => chooseColumns({ product: positionOf(value) })}
				/>
				<SelectField
					label={words.costColumn}
					value={at(columns.cost)}
					options={withNone}
					error={fault === 'column' && columns.cost === null ? words.columnMissing : null}
					onChange={(value) => chooseColumns({ cost: positionOf(value) })}
				/>
				<SelectField
					label={words.currencyColumn}
					value={at(columns.currency)}
					options={withNone}
					onChange={(value) => chooseColumns({ currency: positionOf(value) })}
				/>
				<SelectField
					label={words.delimiter}
					value={delimiter}
					options={delimiters.map((each) => ({ value: each, label: words.delimiters[each] }))}
					onChange={(each) => void chooseDelimiter(each)}
				/>
				<SelectField
					label={words.decimals}
					value={reading.decimals}
					options={[
						{ value: 'point', label: words.point },
						{ value: 'comma', label: words.comma },
					]}
					onChange={(decimals) => chooseReading({ decimals })}
				/>
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
			</fieldset>
			<div className="overflow-x-auto rounded-lg border border-line">
				<table className="w-full border-collapse text-sm">
					<caption className="px-3 py-2 text-left text-xs font-semibold text-ink-2">{words.preview}</caption>
					<thead className="text-xs text-ink-2">
						<tr>
							<th className="px-3 py-1.5 text-left font-semibold">{words.columnProduct}</th>
							<th className="px-3 py-1.5 text-right font-semibold">{words.columnCost}</th>
						</tr>
					</thead>
					<tbody>
						{rows.map(({ cells, cost }, index) => (
							// Rows of a file have no name but their place.
							<tr key={`${index}-${cells.join('|')}`} className="border-t border-line">
								{cost.ok ? (
									<>
										<td className="px-3 py-1.5">{cost.value.product}</td>
										<td className="px-3 py-1.5 text-right tabular-nums">
											{format.exactMoney(cost.value.unitCost, cost.value.currency)}
										</td>
									</>
								) : (
									<td colSpan={2} className="px-3 py-1.5 text-bad">
										■ {words.previewBad}: {all.reasons[cost.error] ?? all.problems.other}
									</td>
								)}
							</tr>
						))}
					</tbody>
				</table>
			</div>
			<fieldset className="m-0 flex flex-wrap gap-x-5 gap-y-1 border-0 p-0 text-sm">
				<legend className="mb-1 p-0 text-xs font-semibold text-ink-2">{words.mode}</legend>
				{(['replace', 'merge'] as const).map((each) => (
					<label key={each} className="flex cursor-pointer items-center gap-2 py-1">
						<input
							type="radio"
							name="costs-mode"
							checked={mode === each}
							onChange={() => chooseMode(each)}
							className="size-4 accent-accent"
						/>
						{words[each]}
					</label>
				))}
			</fieldset>
			<div className="flex flex-wrap justify-end gap-2">
				<Button onClick={close}>{shared.cancel}</Button>
				<Button look="primary" onClick={started}>
					{words.start}
				</Button>
			</div>
		</div>
	);
}
