import { texts } from '../../../assets/texts/pay-plan.ts';
import type { BandDraft, PayForm } from '../../../stores/workspace/forms/pay.ts';
import { Field } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { Segments } from '../../ui/Segments/Segments.tsx';
import { AddRow, RemoveRow, Rows } from '../Rows/Rows.tsx';
import { rowEdits } from '../Rows/row-edits.ts';
import { newRowKey } from '../row-key.ts';

interface BandsProps {
	readonly form: PayForm;
	readonly errorAt: (at: string) => string | null;
	readonly onChange: (change: Partial<PayForm>) => void;
}

export function Bands({ form, errorAt, onChange }: BandsProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const { bands } = form;
	const { add, change, remove } = rowEdits<BandDraft>((change) => onChange({ bands: change(bands) }));
	const fault = errorAt('bands');
	return (
		<div className="grid gap-4">
			<div className="grid grid-cols-[repeat(auto-fit,minmax(12rem,1fr))] items-start gap-4">
				<Segments
					label={words.base}
					value={form.base}
					options={[
						{ value: 'margin', label: words.baseMargin },
						{ value: 'revenue', label: words.baseRevenue },
					]}
					onChange={(base) => onChange({ base })}
				/>
				<div>
					<Segments
						label={words.mode}
						value={form.mode}
						options={[
							{ value: 'graduated', label: words.graduated },
							{ value: 'whole', label: words.whole },
						]}
						onChange={(mode) => onChange({ mode })}
					/>
					<p className="mt-1 mb-0 text-xs text-ink-3">{words.wholeHint}</p>
				</div>
			</div>
			<Rows className="grid max-w-md gap-2">
				<div
					aria-hidden="true"
					className="grid grid-cols-[1fr_1fr_1.75rem] gap-2 text-right text-xs font-semibold text-ink-2"
				>
					<span className="pr-2.5">{words.from}</span>
					<span className="pr-2.5">{words.rate}</span>
				</div>
				<ol aria-label={words.bands} className="m-0 grid list-none gap-2 p-0">
					{bands.map((band, index) => {
						const position = format.count(index + 1);
						return (
							<li key={band.key} data-row={band.key} className="grid grid-cols-[1fr_1fr_1.75rem] items-start gap-2">
								<Field
									label={words.fromOf(position)}
									isLabelShown={false}
									value={band.from}
									inputMode="decimal"
									autoComplete="off"
									className="text-right tabular-nums"
									error={errorAt(`${band.key} from`)}
									onChange={(event) => change(band, { from: event.target.value })}
								/>
								<Field
									label={words.rateOf(position)}
									isLabelShown={false}
									value={band.rate}
									inputMode="decimal"
									autoComplete="off"
									className="text-right tabular-nums"
									error={errorAt(`${band.key} rate`)}
									onChange={(event) => change(band, { rate: event.target.value })}
								/>
								<RemoveRow label={words.removeBand(position)} className="mt-0.5" onRemove={() => remove(band)} />
							</li>
						);
					})}
				</ol>
				{fault ? <p className="m-0 text-xs text-bad">{fault}</p> : null}
				<AddRow onAdd={() => add({ key: newRowKey(), from: bands.length === 0 ? '0' : '', rate: '' })}>
					{words.addBand}
				</AddRow>
			</Rows>
		</div>
	);
}
