import { useEffect, useId, useState } from 'react';
import { texts } from '../../../assets/texts/forms.ts';
import type { ApprovalsForm } from '../../../stores/workspace/forms/approvals.ts';
import type { FormName } from '../../../stores/workspace/forms/kinds.ts';
import { type Clash, clashKey, rowId, type Side } from '../../../stores/workspace/forms/three-way.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import type { FormEditing } from './useForm.ts';
import { useFormWords } from './useFormWords.ts';

interface ClashesProps<K extends FormName> {
	readonly editing: Pick<FormEditing<K>, 'name' | 'form' | 'clashes' | 'join'>;
}

/** The fields that two windows changed, both versions side by side; nothing where there are none. */
export function Clashes<K extends FormName>({ editing: { name, form, clashes, join } }: ClashesProps<K>) {
	const words = useTexts(texts);
	const { fields, choices } = useFormWords(name);
	const format = useFormat();
	const id = useId();
	const [sides, setSides] = useState<ReadonlyMap<string, Side>>(new Map());
	const print = JSON.stringify(clashes);
	// Another version has come: what was chosen between others says nothing about it.
	useEffect(() => setSides((before) => (print === '' ? before : new Map())), [print]);
	if (clashes.length === 0) return null;
	const isChosen = clashes.every((clash) => sides.has(clashKey(clash)));
	const all = (side: Side) => setSides(new Map(clashes.map((clash) => [clashKey(clash), side])));

	/** What belongs to the field at the end of a path, by its own name or, first, by that of its list. */
	function ofField<T>(path: readonly string[], by: Readonly<Record<string, T>>): T | undefined {
		const names = path.filter((step) => step in fields);
		const [list, field] = [names.at(-2), names.at(-1) ?? ''];
		return by[`${list}.${field}`] ?? by[field];
	}

	function shown(path: readonly string[], value: unknown): string {
		if (value === undefined) return words.removedRow;
		if (typeof value === 'boolean') return value ? words.yes : words.no;
		const chosen = ofField(path, { ...choices, level: levelNames(form) })?.[`${value ?? ''}`];
		if (chosen !== undefined) return chosen;
		if (value === null || value === '') return words.empty;
		return typeof value === 'string' ? value : (rowName(value) ?? words.empty);
	}

	/** "Stage Qualify › Usual days". */
	function placeOf({ path, mine, theirs, base }: Clash): string {
		const parts: string[] = [];
		let at: unknown = form;
		path.forEach((step, index) => {
			if (Array.isArray(at)) {
				const row = at.find((item) => rowId(item) === step) ?? mine ?? theirs ?? base;
				parts[parts.length - 1] = `${parts.at(-1)} ${rowName(row) ?? ''}`.trim();
				at = row;
			} else {
				parts.push(ofField(path.slice(0, index + 1), fields) ?? step);
				at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined;
			}
		});
		return parts.join(' › ');
	}

	return (
		<section
			aria-labelledby={id}
			className="grid max-h-[50vh] gap-3 overflow-y-auto rounded-xl border border-warn/50 bg-warn-soft p-4 shadow-lg"
		>
			<div role="alert">
				<h3 id={id} className="m-0 text-sm font-semibold">
					{words.clashTitle(clashes.length, format.count(clashes.length))}
				</h3>
				<p className="mt-0.5 mb-0 text-sm text-ink-2">{words.clashHint}</p>
			</div>
			<ul className="m-0 grid list-none gap-2 p-0">
				{clashes.map((clash) => {
					const key = clashKey(clash);
					return (
						<li key={key}>
							<fieldset className="m-0 grid gap-1.5 rounded-lg border border-line bg-panel p-3 sm:grid-cols-2">
								<legend className="px-1 text-xs font-semibold text-ink-2">{placeOf(clash)}</legend>
								{(['mine', 'theirs'] as const).map((side) => (
									<label key={side} className="flex min-w-0 cursor-pointer items-start gap-2 text-sm">
										<input
											type="radio"
											name={`${id} ${key}`}
											checked={sides.get(key) === side}
											onChange={() => setSides(new Map([...sides, [key, side]]))}
											className="mt-0.5 size-4 shrink-0 accent-accent"
										/>
										<span className="min-w-0 break-words">
											<b className="font-semibold">{side === 'mine' ? words.yours : words.theirs}:</b>{' '}
											{shown(clash.path, clash[side])}
										</span>
									</label>
								))}
							</fieldset>
						</li>
					);
				})}
			</ul>
			<div className="flex flex-wrap gap-2">
				{clashes.length > 1 ? (
					<>
						<Button onClick={() => all('mine')}>{words.allYours}</Button>
						<Button onClick={() => all('theirs')}>{words.allTheirs}</Button>
					</>
				) : null}
				<Button
					look="primary"
					aria-disabled={!isChosen}
					className="aria-disabled:opacity-50"
					onClick={() => {
						if (isChosen) join(sides);
					}}
				>
					{words.take}
				</Button>
			</div>
		</section>
	);
}

/** Names of the levels of a form by their keys, which its rules hold; none in a form without levels. */
function levelNames(form: object): Readonly<Record<string, string>> {
	if (!('levels' in form) || !Array.isArray(form.levels)) return {};
	return Object.fromEntries((form as ApprovalsForm).levels.map(({ key, name }) => [key, name]));
}

/** What people call a row. */
function rowName(row: unknown): string | null {
	if (typeof row !== 'object' || row === null) return null;
	const { name, text, family, field, stage, title, from, to, day } = row as Readonly<Record<string, unknown>>;
	const known = [name, text, family, field, stage, title].find((word) => typeof word === 'string' && word !== '');
	if (known !== undefined) return known as string;
	const pair = [from, to, day].filter((word) => typeof word === 'string' && word !== '');
	return pair.length > 0 ? pair.join(' ') : null;
}
