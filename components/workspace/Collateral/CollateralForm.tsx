import { useEffect, useId, useRef } from 'react';
import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import {
	type CollateralFaults,
	collateralKinds,
	type FitDraft,
	pieceWithSameLink,
} from '../../../stores/workspace/forms/collateral.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Field, SelectField, TextAreaField } from '../../ui/Field/Field.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { Clashes } from '../Form/Clashes.tsx';
import { KeptSentence } from '../Form/KeptSentence.tsx';
import { useForm } from '../Form/useForm.ts';
import { AddRow, RemoveRow, Rows } from '../Rows/Rows.tsx';
import { rowEdits } from '../Rows/row-edits.ts';
import { newRowKey } from '../row-key.ts';

export function CollateralForm() {
	const all = useTexts(workspaceTexts);
	const shared = useTexts(sharedTexts);
	const words = all.collateral;
	const playbook = useWorkspace((state) => state.playbook);
	const isNew = useWorkspace((state) => state.forms.piece?.form.id === null);
	const editing = useForm('piece', (saved) => (isNew && saved ? words.added(saved.title) : all.saved));
	const source = useWorkspace((state) => state.forms.piece?.source);
	const id = useId();
	const titleField = useRef<HTMLInputElement>(null);
	const sourceId = source === undefined ? undefined : (source?.id ?? null);
	useEffect(() => {
		if (sourceId !== undefined) titleField.current?.focus();
	}, [sourceId]);
	if (editing === null || !editing.isOpen || playbook === null) return null;
	const { form, isGone } = editing;
	const faults: CollateralFaults = editing.faults ?? {};
	const typed = (change: Partial<typeof form>) => editing.change((before) => ({ ...before, ...change }));
	const fits = rowEdits<FitDraft>((change) => typed({ fits: change(form.fits) }));
	const twin = pieceWithSameLink(form, playbook.collateral);
	const sentence = (code: keyof typeof words.faults | undefined) => (code === undefined ? null : words.faults[code]);
	return (
		<form
			noValidate
			aria-labelledby={id}
			onSubmit={(event) => {
				event.preventDefault();
				void editing.save();
			}}
			className="grid gap-4 rounded-xl border border-accent/50 bg-panel p-4 sm:p-5"
		>
			<h3 id={id} className="m-0 text-base font-semibold">
				{form.id === null ? words.formAdd : words.formEdit}
			</h3>
			{isGone ? (
				<p role="status" className="m-0 rounded-lg bg-warn-soft px-3 py-2 text-sm text-ink">
					{words.goneElsewhere}
				</p>
			) : null}
			<div className="grid items-start gap-4 sm:grid-cols-2">
				<Field
					ref={titleField}
					label={words.fieldTitle}
					value={form.title}
					maxLength={200}
					error={sentence(faults.title)}
					onChange={(event) => typed({ title: event.target.value })}
				/>
				<SelectField
					label={words.fieldKind}
					value={form.kind}
					options={collateralKinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
					onChange={(kind) => typed({ kind })}
				/>
				<Field
					label={words.fieldLink}
					value={form.url}
					inputMode="url"
					autoComplete="off"
					spellCheck={false}
					hint={twin ? <span className="text-warn">▲ {words.sameLink(twin.title)}</span> : words.fieldLinkHint}
					error={sentence(faults.url)}
					onChange={(event) => typed({ url: event.target.value })}
				/>
				<Field
					label={words.fieldExpires}
					type="date"
					value={form.expires}
					hint={`${words.fieldExpiresHint} (${all.optional})`}
					error={sentence(faults.expires)}
					onChange={(event) => typed({ expires: event.target.value })}
				/>
			</div>
			<TextAreaField
				label={words.fieldWhen}
				rows={2}
				maxLength={500}
				value={form.whenToUse}
				hint={words.fieldWhenHint}
				onChange={(event) => typed({ whenToUse: event.target.value })}
			/>
			<label className="flex w-fit cursor-pointer items-start gap-2.5">
				<input
					type="checkbox"
					aria-label={words.fieldProof}
					checked={form.isProof}
					onChange={(event) => typed({ isProof: event.target.checked })}
					className="mt-0.5 size-4 accent-accent"
				/>
				<span className="text-sm">
					{words.fieldProof}
					<span className="block text-xs text-ink-3">{words.fieldProofHint}</span>
				</span>
			</label>
			<label className="flex w-fit cursor-pointer items-start gap-2.5">
				<input
					type="checkbox"
					aria-label={words.fieldInternal}
					checked={form.isInternal ?? false}
					onChange={(event) => typed({ isInternal: event.target.checked })}
					className="mt-0.5 size-4 accent-accent"
				/>
				<span className="text-sm">
					{words.fieldInternal}
					<span className="block text-xs text-ink-3">{words.fieldInternalHint}</span>
				</span>
			</label>
			<fieldset className="m-0 grid gap-2 border-0 p-0">
				<legend className="p-0 text-xs font-semibold text-ink-2">{words.fits}</legend>
				<p className="m-0 text-xs text-ink-3">{words.fitsHint}</p>
				<Rows className="grid gap-2">
					{form.fits.map((rule) => {
						return (
							<div
								key={rule.key}
								data-row={rule.key}
								className="grid grid-cols-[1fr_auto] items-start gap-2 sm:grid-cols-[12rem_1fr_auto]"
							>
								<div className="col-span-2 sm:col-span-1">
									<Field
										label={words.fitField}
										value={rule.field}
										list={`${id}-fields`}
										spellCheck={false}
										error={sentence(faults.fits?.[rule.key])}
										onChange={(event) => fits.change(rule, { field: event.target.value })}
									/>
								</div>
								<Field
									label={words.fitValues}
									value={rule.values}
									hint={words.fitValuesHint}
									onChange={(event) => fits.change(rule, { values: event.target.value })}
								/>
								<RemoveRow
									label={words.removeFit(rule.field.trim())}
									className="mt-6"
									onRemove={() => fits.remove(rule)}
								/>
							</div>
						);
					})}
					<datalist id={`${id}-fields`}>
						{words.fitFieldHint.split(', ').map((field) => (
							<option key={field} value={field} />
						))}
					</datalist>
					<AddRow onAdd={() => fits.add({ key: newRowKey(), field: '', values: '' })}>{words.addFit}</AddRow>
				</Rows>
			</fieldset>
			<Clashes editing={editing} />
			<KeptSentence keptAt={editing.keptAt} />
			<div className="flex flex-wrap justify-end gap-2">
				<Button onClick={editing.drop}>{shared.cancel}</Button>
				<Button look="primary" type="submit">
					{words.save}
				</Button>
			</div>
		</form>
	);
}
