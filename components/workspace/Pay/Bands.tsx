import { Plus, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import { de, en } from '../../../assets/texts/pay-plan.ts';
import type { BandDraft, PayForm } from '../../../stores/workspace-pay.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Field } from '../../ui/Field/Field.tsx';
import { IconButton } from '../../ui/IconButton/IconButton.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { Segments } from '../../ui/Segments/Segments.tsx';
import { newRowKey } from '../row-key.ts';

interface BandsProps {
	readonly form: PayForm;
	readonly errorAt: (at: string) => string | null;
	readonly onChange: (change: Partial<PayForm>) => void;
}

export function Bands({ form, errorAt, onChange }: BandsProps) {
	const words = useTexts({ en, de });
	const format = useFormat();
	const add = useRef<HTMLButtonElement>(null);
	const { bands } = form;
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
			<div className="grid max-w-md gap-2">
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
						const change = (part: Partial<BandDraft>) =>
							onChange({ bands: bands.map((each) => (each.key === band.key ? { ...each, ...part } : each)) });
						return (
							<li key={band.key} className="grid grid-cols-[1fr_1fr_1.75rem] items-start gap-2">
								<Field
									label={words.fromOf(position)}
									isLabelShown={false}
									value={band.from}
									inputMode="decimal"
									autoComplete="off"
									className="text-right tabular-nums"
									error={errorAt(`${band.key} from`)}
									onChange={(event) => change({ from: event.target.value })}
								/>
								<Field
									label={words.rateOf(position)}
									isLabelShown={false}
									value={band.rate}
									inputMode="decimal"
									autoComplete="off"
									className="text-right tabular-nums"
									error={errorAt(`${band.key} rate`)}
									onChange={(event) => change({ rate: event.target.value })}
								/>
								<IconButton
									icon={Trash2}
									label={words.removeBand(position)}
									className="mt-0.5"
									onClick={() => {
										add.current?.focus();
										onChange({ bands: bands.filter((each) => each.key !== band.key) });
									}}
								/>
							</li>
						);
					})}
				</ol>
				{fault ? <p className="m-0 text-xs text-bad">{fault}</p> : null}
				<Button
					ref={add}
					look="quiet"
					size="small"
					className="w-fit"
					onClick={() =>
						onChange({ bands: [...bands, { key: newRowKey(), from: bands.length === 0 ? '0' : '', rate: '' }] })
					}
				>
					<Plus aria-hidden="true" size={14} /> {words.addBand}
				</Button>
			</div>
		</div>
	);
}
