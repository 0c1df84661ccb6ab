import { useState } from 'react';
import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { Upload } from '../../../stores/workspace/costs.ts';
import { isStyleWanted } from '../../../stores/workspace/csv.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { useCosts } from '../Context/Context.tsx';
import { CostColumns, type ReadingFault } from './CostColumns.tsx';
import { CostPreview } from './CostPreview.tsx';

interface CostReadingProps {
	readonly upload: Extract<Upload, { phase: 'choosing' }>;
}

/** How the file is to be read, with its first rows as they would be taken. */
export function CostReading({ upload }: CostReadingProps) {
	const all = useTexts(workspaceTexts);
	const shared = useTexts(sharedTexts);
	const words = all.costs;
	const chooseMode = useCosts((state) => state.modeChosen);
	const start = useCosts((state) => state.importStarted);
	const close = useCosts((state) => state.uploadClosed);
	const [fault, setFault] = useState<ReadingFault | null>(null);
	const { layout, reading, mode, file } = upload;
	const { columns } = reading;

	function wrong(): ReadingFault | null {
		if (columns.product === null || columns.cost === null) return 'column';
		if (isStyleWanted(layout, reading)) return 'decimals';
		const currency = reading.currency.trim();
		if (currency !== '' && !/^[a-z]{3}$/i.test(currency)) return 'currency';
		return columns.per === null && !/^0*[1-9]\d*$/.test(reading.per.trim()) ? 'per' : null;
	}

	const sentences: Readonly<Record<ReadingFault, string>> = {
		column: words.columnMissing,
		decimals: words.decimalsMissing,
		currency: words.currencyWrong,
		per: words.perWrong,
	};

	function started(): void {
		const found = wrong();
		setFault(found);
		if (found === null) void start((column) => words.places[column]);
	}

	return (
		<div className="grid gap-4">
			<p className="m-0 text-sm">
				<span className="text-ink-3">{words.file}: </span>
				<b className="font-semibold break-all">{file.name}</b>
			</p>
			<CostColumns upload={upload} fault={fault} />
			<CostPreview upload={upload} />
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
			<div className="flex flex-wrap items-center justify-end gap-2">
				{fault ? (
					<p role="alert" className="m-0 mr-auto text-sm text-bad">
						■ {sentences[fault]}
					</p>
				) : null}
				<Button onClick={close}>{shared.cancel}</Button>
				<Button look="primary" onClick={started}>
					{words.start}
				</Button>
			</div>
		</div>
	);
}
