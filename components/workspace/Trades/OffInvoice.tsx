import { texts } from '../../../assets/texts/trades.ts';
import { type OffInvoiceDraft, offInvoiceDrops } from '../../../stores/workspace/forms/trades.ts';
import { Field, SelectField } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { AddRow, RemoveRow, Rows } from '../Rows/Rows.tsx';
import { rowEdits } from '../Rows/row-edits.ts';
import { Card } from '../Section/Card.tsx';

interface OffInvoiceProps {
	readonly rows: readonly OffInvoiceDraft[];
	readonly errorAt: (at: string) => string | null;
	readonly onChange: (change: (rows: readonly OffInvoiceDraft[]) => readonly OffInvoiceDraft[]) => void;
}

export function OffInvoice({ rows, errorAt, onChange }: OffInvoiceProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const { add, change, remove } = rowEdits<OffInvoiceDraft>(onChange);
	return (
		<Card title={words.offInvoice} hint={words.offInvoiceHint}>
			<Rows className="grid gap-4">
				{rows.length === 0 ? (
					<p className="m-0 text-sm text-ink-2">{words.offInvoiceEmpty}</p>
				) : (
					<ul aria-label={words.offInvoice} className="m-0 grid list-none gap-4 p-0 sm:gap-2">
						{rows.map((row, index) => {
							const position = format.count(index + 1);
							return (
								<li
									key={row.id}
									data-row={row.id}
									className="grid grid-cols-[1fr_1fr_auto] items-start gap-2 sm:grid-cols-[1fr_10rem_9rem_6rem_4.5rem_auto]"
								>
									<div className="col-span-2 sm:col-span-1">
										<Field
											label={words.itemNamed(position)}
											isLabelShown={false}
											placeholder={words.itemName}
											value={row.name}
											maxLength={200}
											error={errorAt(`after ${row.id} name`)}
											onChange={(event) => change(row, { name: event.target.value })}
										/>
									</div>
									<RemoveRow
										label={words.removeItem(row.name.trim())}
										className="mt-0.5 sm:order-last"
										onRemove={() => remove(row)}
									/>
									<SelectField
										label={words.dropOf(position)}
										isLabelShown={false}
										value={row.drop}
										options={offInvoiceDrops.map((value) => ({ value, label: words.drops[value] }))}
										onChange={(drop) => change(row, { drop })}
									/>
									<div className="col-span-2 sm:col-span-1">
										<SelectField
											label={words.byOf(position)}
											isLabelShown={false}
											value={row.by}
											options={[
												{ value: 'share', label: words.share },
												{ value: 'money', label: words.money },
											]}
											onChange={(by) => change(row, { by })}
										/>
									</div>
									<Field
										label={words.itemValueOf(position)}
										isLabelShown={false}
										placeholder={words.itemValue}
										value={row.value}
										inputMode="decimal"
										autoComplete="off"
										className="text-right tabular-nums"
										error={errorAt(`after ${row.id} value`)}
										onChange={(event) => change(row, { value: event.target.value })}
									/>
									{row.by === 'money' ? (
										<Field
											label={words.itemCurrencyOf(position)}
											isLabelShown={false}
											value={row.currency}
											maxLength={3}
											autoComplete="off"
											spellCheck={false}
											error={errorAt(`after ${row.id} currency`)}
											onChange={(event) => change(row, { currency: event.target.value })}
										/>
									) : (
										<span className="hidden sm:block" />
									)}
								</li>
							);
						})}
					</ul>
				)}
				<AddRow
					onAdd={() =>
						add({
							id: crypto.randomUUID(),
							name: '',
							drop: 'rebate',
							by: 'share',
							value: '',
							currency: rows.findLast(({ by }) => by === 'money')?.currency ?? 'EUR',
						})
					}
				>
					{words.addItem}
				</AddRow>
			</Rows>
		</Card>
	);
}
