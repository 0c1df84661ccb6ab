import { texts } from '../../../assets/texts/reps-view.ts';
import type { Role, VisibilityChoice } from '../../../core/model/playbook.ts';
import { levelOf } from '../../../stores/workspace/forms/reps.ts';
import { Field, SelectField } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { Segments } from '../../ui/Segments/Segments.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { FormBar } from '../Form/FormBar.tsx';
import { FormProblems } from '../Form/FormProblems.tsx';
import { useFieldForm } from '../Form/useForm.ts';
import { AddRow, RemoveRow, Rows } from '../Rows/Rows.tsx';
import { rowEdits } from '../Rows/row-edits.ts';
import { Card } from '../Section/Card.tsx';
import { Section } from '../Section/Section.tsx';
import { Locked } from '../Source/Locked.tsx';
import { Sample } from './Sample.tsx';

const roles: readonly Role[] = ['rep', 'marketer', 'manager'];
const levels: readonly VisibilityChoice[] = ['exact', 'margin', 'band', 'light'];
/** Nobody has to choose for reps: their level follows from whether there is a cost list. */
const levelsOf: Readonly<Record<Role, readonly VisibilityChoice[]>> = {
	rep: ['by-cost-list', ...levels],
	marketer: levels,
	manager: levels,
};

export function RepsSection() {
	const words = useTexts(texts);
	const format = useFormat();
	const part = useFieldForm('reps', words.saved);
	const costCount = useWorkspace((state) => state.costCount);
	if (part === null) return null;
	const { form, errorAt, change } = part;
	const reasons = rowEdits<(typeof form.reasonCodes)[number]>((changed) =>
		change((before) => ({ ...before, reasonCodes: changed(before.reasonCodes) })),
	);
	return (
		<Section title={words.title} lead={words.lead}>
			<Locked>
				<FormProblems problems={part.problems} />
				<Card title={words.visibility} hint={words.visibilityHint}>
					<div className="grid gap-5 lg:grid-cols-3">
						{roles.map((role) => (
							<div key={role} className="grid content-start gap-2">
								<SelectField
									label={words.roleNames[role]}
									value={form.visibility[role]}
									hint={words.levelHints[form.visibility[role]]}
									options={levelsOf[role].map((value) => ({ value, label: words.levels[value] }))}
									onChange={(level) =>
										change((before) => ({ ...before, visibility: { ...before.visibility, [role]: level } }))
									}
								/>
								<Sample level={levelOf(form.visibility[role], costCount)} role={words.roles[role]} />
							</div>
						))}
					</div>
					<div className="grid gap-1 sm:max-w-72">
						<Segments
							label={words.floorFor}
							value={form.floorFor}
							options={[
								{ value: 'band', label: words.floorBand },
								{ value: 'exact', label: words.floorExact },
							]}
							onChange={(floorFor) => change((before) => ({ ...before, floorFor }))}
						/>
					</div>
					<p className="-mt-3 mb-0 max-w-2xl text-xs text-ink-3">{words.floorForHint}</p>
				</Card>
				<Card title={words.reasons} hint={words.reasonsHint}>
					<Rows className="grid gap-4">
						{form.reasonCodes.length === 0 ? (
							<p className="m-0 text-sm text-ink-2">{words.reasonsEmpty}</p>
						) : (
							<ol aria-label={words.reasons} className="m-0 grid max-w-xl list-none gap-2 p-0">
								{form.reasonCodes.map((reason, index) => (
									<li key={reason.id} data-row={reason.id} className="grid grid-cols-[1fr_auto] items-start gap-2">
										<Field
											label={words.reason(format.count(index + 1))}
											isLabelShown={false}
											value={reason.text}
											maxLength={200}
											error={errorAt(`${reason.id} text`)}
											onChange={(event) => reasons.change(reason, { text: event.target.value })}
										/>
										<RemoveRow
											label={words.removeReason(reason.text)}
											className="mt-0.5"
											onRemove={() => reasons.remove(reason)}
										/>
									</li>
								))}
							</ol>
						)}
						<AddRow onAdd={() => reasons.add({ id: crypto.randomUUID(), text: '' })}>{words.addReason}</AddRow>
					</Rows>{' '}
				</Card>
				<div className="grid items-start gap-5 lg:grid-cols-2">
					<Card title={words.quarter} hint={words.quarterHint}>
						<div className="grid grid-cols-[repeat(auto-fit,minmax(10rem,1fr))] items-start gap-4">
							<Field
								label={words.quarterDays}
								value={form.quarterDays}
								inputMode="numeric"
								autoComplete="off"
								hint={words.quarterDaysHint}
								error={errorAt('quarterDays')}
								onChange={(event) => {
									const quarterDays = event.target.value;
									change((before) => ({ ...before, quarterDays }));
								}}
							/>
							<Field
								label={words.quarterDiscount}
								value={form.quarterDiscount}
								inputMode="decimal"
								autoComplete="off"
								hint={words.quarterDiscountHint}
								error={errorAt('quarterDiscount')}
								onChange={(event) => {
									const quarterDiscount = event.target.value;
									change((before) => ({ ...before, quarterDiscount }));
								}}
							/>
						</div>
					</Card>
					<Card title={words.recurring} hint={words.recurringHint}>
						<div className="sm:max-w-80">
							<Segments
								label={words.basis}
								value={form.recurringBasis}
								options={[
									{ value: 'first-year', label: words.firstYear },
									{ value: 'term', label: words.term },
								]}
								onChange={(recurringBasis) => change((before) => ({ ...before, recurringBasis }))}
							/>
						</div>
					</Card>
				</div>
				<FormBar editing={part} text={words.unsaved} saveLabel={words.save} />
			</Locked>
		</Section>
	);
}
