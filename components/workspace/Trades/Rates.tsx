import { useRef, useState } from 'react';
import { texts } from '../../../assets/texts/trades.ts';
import type { FileProblem } from '../../../core/model/settings.ts';
import { type RateDraft, type RatesForm, readPastedRates, withPasted } from '../../../stores/workspace/forms/rates.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Field, TextAreaField } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { ProblemList } from '../ProblemList/ProblemList.tsx';
import { AddRow, RemoveRow, Rows } from '../Rows/Rows.tsx';
import { rowEdits } from '../Rows/row-edits.ts';
import { newRowKey } from '../row-key.ts';
import { Card } from '../Section/Card.tsx';

interface RatesProps {
	readonly form: RatesForm;
	readonly errorAt: (at: string) => string | null;
	readonly onChange: (change: (form: RatesForm) => RatesForm) => void;
}

/** Rows in sight at first: a list kept for years holds thousands. */
const firstShown = 20;

const columns = 'grid-cols-[1fr_1fr_1.5fr_auto] sm:grid-cols-[5rem_5rem_9rem_10rem_auto]';

export function Rates({ form, errorAt, onChange }: RatesProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const add = useRef<HTMLButtonElement>(null);
	const [shown, setShown] = useState(firstShown);
	const [pasted, setPasted] = useState<string | null>(null);
	const [problems, setProblems] = useState<readonly FileProblem[]>([]);
	const [said, setSaid] = useState('');
	const { rows } = form;
	const set = (change: (rows: readonly RateDraft[]) => readonly RateDraft[]) =>
		onChange((before) => ({ ...before, rows: change(before.rows) }));
	const { change, remove } = rowEdits(set);
	// A row that keeps the form from being saved is never out of sight.
	const lastFaulty = rows.findLastIndex(({ key }) =>
		['from', 'to', 'rate', 'day'].some((field) => errorAt(`${key} ${field}`) !== null),
	);
	const listed = rows.slice(0, Math.max(shown, lastFaulty + 1));

	function taken(): void {
		const read = readPastedRates(pasted ?? '', (column) => words[column]);
		setProblems(read.ok ? [] : read.error);
		setSaid('');
		if (!read.ok) return;
		onChange((before) => withPasted(before, read.value, format.locale, newRowKey));
		setSaid(words.pasted(read.value.length, format.count(read.value.length)));
		setPasted(null);
		add.current?.focus();
	}

	return (
		<Card title={words.rates} hint={words.ratesHint}>
			<Rows className="grid gap-4">
				{rows.length === 0 ? (
					<p className="m-0 text-sm text-ink-2">{words.ratesEmpty}</p>
				) : (
					<div className="grid gap-2">
						<div aria-hidden="true" className={`hidden gap-2 text-xs font-semibold text-ink-2 sm:grid ${columns}`}>
							<span>{words.from}</span>
							<span>{words.to}</span>
							<span className="pr-2.5 text-right">{words.rate}</span>
							<span>{words.day}</span>
						</div>
						<ul aria-label={words.rates} className="m-0 grid list-none gap-4 p-0 sm:gap-2">
							{listed.map((row, index) => (
								<Row
									key={row.key}
									row={row}
									position={format.count(index + 1)}
									errorAt={errorAt}
									onChange={(part) => change(row, part)}
									onRemove={() => remove(row)}
								/>
							))}
						</ul>
						{listed.length < rows.length ? (
							<Button className="w-fit" onClick={() => setShown(listed.length + 100)}>
								{words.showMore(format.count(Math.min(100, rows.length - listed.length)))}
							</Button>
						) : null}
					</div>
				)}
				<div className="flex flex-wrap gap-2">
					<AddRow
						ref={add}
						className=""
						onAdd={() =>
							set((before) => [
								{ key: newRowKey(), from: before[0]?.from ?? '', to: before[0]?.to ?? '', rate: '', day: '' },
								...before,
							])
						}
					>
						{words.addRate}
					</AddRow>
					<Button
						look="quiet"
						size="small"
						aria-expanded={pasted !== null}
						onClick={() => {
							setProblems([]);
							setPasted(pasted === null ? '' : null);
						}}
					>
						{words.pasteOpen}
					</Button>
				</div>
			</Rows>
			{pasted === null ? null : (
				<div className="grid gap-2">
					<TextAreaField
						label={words.paste}
						value={pasted}
						rows={5}
						spellCheck={false}
						hint={words.pasteHint}
						className="font-mono"
						onChange={(event) => setPasted(event.target.value)}
					/>
					{problems.length > 0 ? (
						<ProblemList
							title={words.pasteRefused(problems.length, format.count(problems.length))}
							problems={problems.slice(0, 200)}
							count={problems.length}
						/>
					) : null}
					<Button className="w-fit" onClick={taken}>
						{words.pasteTake}
					</Button>
				</div>
			)}
			<p role="status" className={said ? 'm-0 text-sm text-ok' : 'sr-only'}>
				{said ? `● ${said}` : ''}
			</p>
		</Card>
	);
}

interface RowProps {
	readonly row: RateDraft;
	readonly position: string;
	readonly errorAt: (at: string) => string | null;
	readonly onChange: (change: Partial<RateDraft>) => void;
	readonly onRemove: () => void;
}

function Row({ row, position, errorAt, onChange, onRemove }: RowProps) {
	const words = useTexts(texts);
	return (
		<li data-row={row.key} className={`grid items-start gap-2 ${columns}`}>
			<Field
				label={words.fromOf(position)}
				isLabelShown={false}
				value={row.from}
				maxLength={3}
				placeholder={words.from}
				autoComplete="off"
				spellCheck={false}
				error={errorAt(`${row.key} from`)}
				onChange={(event) => onChange({ from: event.target.value })}
			/>
			<Field
				label={words.toOf(position)}
				isLabelShown={false}
				value={row.to}
				maxLength={3}
				placeholder={words.to}
				autoComplete="off"
				spellCheck={false}
				error={errorAt(`${row.key} to`)}
				onChange={(event) => onChange({ to: event.target.value })}
			/>
			<Field
				label={words.rateOf(position)}
				isLabelShown={false}
				value={row.rate}
				inputMode="decimal"
				placeholder={words.rate}
				autoComplete="off"
				className="text-right tabular-nums"
				error={errorAt(`${row.key} rate`)}
				onChange={(event) => onChange({ rate: event.target.value })}
			/>
			<RemoveRow label={words.removeRate(position)} className="mt-0.5 sm:order-last" onRemove={onRemove} />
			<div className="col-span-3 sm:col-span-1">
				<Field
					label={words.dayOf(position)}
					isLabelShown={false}
					type="date"
					value={row.day}
					error={errorAt(`${row.key} day`)}
					onChange={(event) => onChange({ day: event.target.value })}
				/>
			</div>
		</li>
	);
}
