import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { de as sharedDe, en as sharedEn } from '../../../assets/texts/shared.ts';
import { de, en } from '../../../assets/texts/workspace.ts';
import {
	type CollateralFaults,
	collateralKinds,
	type FitDraft,
	pieceWithSameLink,
} from '../../../stores/workspace-forms.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Field, SelectField, TextAreaField } from '../../ui/Field/Field.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { AddRow, RemoveRow, Rows } from '../Rows/Rows.tsx';
import { rowEdits } from '../Rows/row-edits.ts';
import { newRowKey } from '../row-key.ts';

export function CollateralForm() {
	const all = useTexts({ en, de });
	const shared = useTexts({ en: sharedEn, de: sharedDe });
	const words = all.collateral;
	const open = useWorkspace((state) => state.collateralForm);
	const playbook = useWorkspace((state) => state.playbook);
	const typed = useWorkspace((state) => state.pieceFormTyped);
	const close = useWorkspace((state) => state.pieceFormClosed);
	const save = useWorkspace((state) => state.pieceSaved);
	const toast = useToast();
	const id = useId();
	const titleField = useRef<HTMLInputElement>(null);
	const [faults, setFaults] = useState<CollateralFaults>({});
	const [isFailed, setFailed] = useState<string | null>(null);
	const source = open?.source;
	useEffect(() => {
		if (source === undefined) return;
		setFaults({});
		setFailed(null);
		titleField.current?.focus();
	}, [source]);
	if (open === null || playbook === null) return null;
	const { form } = open;
	const fits = rowEdits<FitDraft>((change) => typed({ fits: change(form.fits) }));
	const here = open.source === null ? null : (playbook.collateral.find((piece) => piece.id === form.id) ?? null);
	const twin = pieceWithSameLink(form, playbook.collateral);
	const elsewhere =
		open.source === null
			? null
			: here === null
				? words.goneElsewhere
				: here.updatedAt !== open.source.updatedAt
					? all.changedElsewhere
					: null;

	async function submitted(event: FormEvent): Promise<void> {
		event.preventDefault();
		const isNew = form.id === null;
		const answer = await save();
		if (answer.ok) {
			toast({ text: isNew ? words.added(answer.value.title) : all.saved });
		} else if (answer.error.code === 'faults') {
			setFaults(answer.error.faults);
			setFailed(null);
		} else if (answer.error.code !== 'problems') {
			setFailed(all.refused[answer.error.code]);
		}
	}

	const sentence = (code: keyof typeof words.faults | undefined) => (code === undefined ? null : words.faults[code]);
	return (
		<form
			noValidate
			aria-labelledby={id}
			onSubmit={(event) => void submitted(event)}
			className="grid gap-4 rounded-xl border border-accent/50 bg-panel p-4 sm:p-5"
		>
			<h3 id={id} className="m-0 text-base font-semibold">
				{form.id === null ? words.formAdd : words.formEdit}
			</h3>
			{elsewhere ? (
				<p role="status" className="m-0 rounded-lg bg-warn-soft px-3 py-2 text-sm text-ink">
					{elsewhere}
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
			{isFailed ? (
				<p role="alert" className="m-0 text-sm text-bad">
					{isFailed}
				</p>
			) : null}
			<div className="flex flex-wrap justify-end gap-2">
				<Button onClick={close}>{shared.cancel}</Button>
				<Button look="primary" type="submit">
					{words.save}
				</Button>
			</div>
		</form>
	);
}
