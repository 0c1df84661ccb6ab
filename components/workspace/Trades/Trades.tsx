import { Plus, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import { de, en } from '../../../assets/texts/trades.ts';
import { newTrade, type TradeDraft, tradeFields, tradeKinds } from '../../../stores/workspace-trades.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Field, SelectField } from '../../ui/Field/Field.tsx';
import { IconButton } from '../../ui/IconButton/IconButton.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { Card } from '../Section/Card.tsx';

interface TradesProps {
	readonly rows: readonly TradeDraft[];
	readonly errorAt: (at: string) => string | null;
	readonly onChange: (change: (rows: readonly TradeDraft[]) => readonly TradeDraft[]) => void;
}

export function Trades({ rows, errorAt, onChange }: TradesProps) {
	const words = useTexts({ en, de });
	const format = useFormat();
	const add = useRef<HTMLButtonElement>(null);
	return (
		<Card title={words.trades} hint={words.tradesHint}>
			{rows.length === 0 ? (
				<p className="m-0 text-sm text-ink-2">{words.tradesEmpty}</p>
			) : (
				<ul aria-label={words.trades} className="m-0 grid list-none gap-3 p-0">
					{rows.map((row, index) => {
						const change = (part: Partial<TradeDraft>) =>
							onChange((all) => all.map((each) => (each.id === row.id ? { ...each, ...part } : each)));
						return (
							<li key={row.id}>
								<fieldset className="m-0 grid min-w-0 gap-3 rounded-lg border border-line p-3">
									<legend className="sr-only">{words.tradeNamed(format.count(index + 1), row.name.trim())}</legend>
									<div className="grid grid-cols-[1fr_auto] items-start gap-2 sm:grid-cols-[1fr_1fr_auto]">
										<div className="col-start-1 row-start-1">
											<Field
												label={words.tradeName}
												value={row.name}
												maxLength={200}
												error={errorAt(`${row.id} name`)}
												onChange={(event) => change({ name: event.target.value })}
											/>
										</div>
										<div className="col-span-2 sm:col-span-1">
											<SelectField
												label={words.kind}
												value={row.kind}
												hint={words.kindHints[row.kind]}
												options={tradeKinds.map((value) => ({ value, label: words.kinds[value] }))}
												onChange={(kind) => change({ kind })}
											/>
										</div>
										<IconButton
											icon={Trash2}
											label={words.removeTrade(row.name.trim())}
											className="col-start-2 row-start-1 mt-6 sm:col-start-3"
											onClick={() => {
												add.current?.focus();
												onChange((all) => all.filter((each) => each.id !== row.id));
											}}
										/>
									</div>
									<div className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] items-start gap-3">
										{tradeFields[row.kind].map((field) => (
											<Field
												key={field}
												label={words.fields[field]}
												value={row[field]}
												inputMode={field === 'product' || field === 'currency' ? 'text' : 'decimal'}
												maxLength={200}
												autoComplete="off"
												spellCheck={false}
												error={errorAt(`${row.id} ${field}`)}
												onChange={(event) => change({ [field]: event.target.value })}
											/>
										))}
									</div>
								</fieldset>
							</li>
						);
					})}
				</ul>
			)}
			<Button
				ref={add}
				look="quiet"
				size="small"
				className="w-fit"
				onClick={() => onChange((all) => [...all, newTrade(crypto.randomUUID())])}
			>
				<Plus aria-hidden="true" size={14} /> {words.addTrade}
			</Button>
		</Card>
	);
}
