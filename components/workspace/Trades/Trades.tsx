import { texts } from '../../../assets/texts/trades.ts';
import { newTrade, type TradeDraft, tradeFields, tradeKinds } from '../../../stores/workspace/forms/trades.ts';
import { Field, SelectField } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { AddRow, RemoveRow, Rows } from '../Rows/Rows.tsx';
import { rowEdits } from '../Rows/row-edits.ts';
import { Card } from '../Section/Card.tsx';

interface TradesProps {
	readonly rows: readonly TradeDraft[];
	readonly errorAt: (at: string) => string | null;
	readonly onChange: (change: (rows: readonly TradeDraft[]) => readonly TradeDraft[]) => void;
}

export function Trades({ rows, errorAt, onChange }: TradesProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const { add, change, remove } = rowEdits<TradeDraft>(onChange);
	return (
		<Card title={words.trades} hint={words.tradesHint}>
			<Rows className="grid gap-4">
				{rows.length === 0 ? (
					<p className="m-0 text-sm text-ink-2">{words.tradesEmpty}</p>
				) : (
					<ul aria-label={words.trades} className="m-0 grid list-none gap-3 p-0">
						{rows.map((row, index) => {
							return (
								<li key={row.id} data-row={row.id}>
									<fieldset className="m-0 grid min-w-0 gap-3 rounded-lg border border-line p-3">
										<legend className="sr-only">{words.tradeNamed(format.count(index + 1), row.name.trim())}</legend>
										<div className="grid grid-cols-[1fr_auto] items-start gap-2 sm:grid-cols-[1fr_1fr_auto]">
											<div className="col-start-1 row-start-1">
												<Field
													label={words.tradeName}
													value={row.name}
													maxLength={200}
													error={errorAt(`${row.id} name`)}
													onChange={(event) => change(row, { name: event.target.value })}
												/>
											</div>
											<div className="col-span-2 sm:col-span-1">
												<SelectField
													label={words.kind}
													value={row.kind}
													hint={words.kindHints[row.kind]}
													options={tradeKinds.map((value) => ({ value, label: words.kinds[value] }))}
													onChange={(kind) => change(row, { kind })}
												/>
											</div>
											<RemoveRow
												label={words.removeTrade(row.name.trim())}
												className="col-start-2 row-start-1 mt-6 sm:col-start-3"
												onRemove={() => remove(row)}
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
													onChange={(event) => change(row, { [field]: event.target.value })}
												/>
											))}
										</div>
									</fieldset>
								</li>
							);
						})}
					</ul>
				)}
				<AddRow onAdd={() => add(newTrade(crypto.randomUUID()))}>{words.addTrade}</AddRow>
			</Rows>
		</Card>
	);
}
