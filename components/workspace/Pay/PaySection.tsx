import { useState } from 'react';
import { texts } from '../../../assets/texts/pay-plan.ts';
import { convertedToMargin, type PayForm, payKinds } from '../../../stores/workspace/forms/pay.ts';
import { percentText } from '../../../stores/workspace/numbers.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Field } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { Switch } from '../../ui/Switch/Switch.tsx';
import { Choices } from '../Choices/Choices.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { FormBar } from '../Form/FormBar.tsx';
import { FormProblems } from '../Form/FormProblems.tsx';
import { useFieldForm } from '../Form/useForm.ts';
import { Card } from '../Section/Card.tsx';
import { Section } from '../Section/Section.tsx';
import { Locked } from '../Source/Locked.tsx';
import { Bands } from './Bands.tsx';
import { PayExample } from './PayExample.tsx';

type TextField = 'rate' | 'floor' | 'target' | 'cap' | 'accelerator';

export function PaySection() {
	const words = useTexts(texts);
	const format = useFormat();
	const part = useFieldForm('pay', words.saved);
	if (part === null) return null;
	const { form, errorAt } = part;
	const change = (changed: Partial<PayForm>) => part.change((before) => ({ ...before, ...changed }));

	const field = (name: TextField, label: string, hint?: string) => (
		<Field
			label={label}
			value={form[name]}
			inputMode="decimal"
			autoComplete="off"
			className="text-right tabular-nums"
			hint={hint}
			error={errorAt(name)}
			onChange={(event) => change({ [name]: event.target.value })}
		/>
	);

	return (
		<Section title={words.title} lead={words.lead}>
			<FormProblems problems={part.problems} />
			<div className="grid items-start gap-5 lg:grid-cols-[1fr_22rem]">
				<Locked>
					<Card title={words.plan}>
						<Choices
							look="field"
							label={words.kind}
							value={form.kind}
							options={payKinds.map((value) => ({
								value,
								label: words.kinds[value],
								hint: words.kindHints[value],
							}))}
							onChange={(kind) => change({ kind })}
						/>
						{form.kind === 'revenue' || form.kind === 'margin' ? (
							<div className="max-w-52">
								{field('rate', form.kind === 'revenue' ? words.rateOfRevenue : words.rateOfMargin)}
							</div>
						) : null}
						{form.kind === 'multiplier' ? (
							<div className="grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] items-start gap-4">
								{field('rate', words.rateOfRevenue)}
								{field('floor', words.floor)}
								{field('target', words.target)}
								{field('cap', words.cap, words.capHint(format.number('1.25')))}
							</div>
						) : null}
						{form.kind === 'bands' ? <Bands form={form} errorAt={errorAt} onChange={change} /> : null}
						{form.kind === 'none' ? null : (
							<div className="grid grid-cols-[repeat(auto-fit,minmax(14rem,1fr))] items-start gap-4 border-t border-line pt-4">
								{field('accelerator', words.accelerator, words.acceleratorHint(format.number('1.5')))}
								<Switch
									label={words.takenBack}
									hint={words.takenBackHint}
									isOn={form.isTakenBack}
									onChange={(isTakenBack) => change({ isTakenBack })}
								/>
							</div>
						)}
					</Card>
					<Convert form={form} onConverted={(converted) => part.change(() => converted)} />
				</Locked>
				<div className="lg:sticky lg:top-4">
					<PayExample form={form} />
				</div>
			</div>
			<FormBar editing={part} text={words.unsaved} saveLabel={words.save} />
		</Section>
	);
}

interface ConvertProps {
	readonly form: PayForm;
	readonly onConverted: (form: PayForm) => void;
}

/** From a share of revenue to the share of margin that pays the same at target. */
function Convert({ form, onConverted }: ConvertProps) {
	const words = useTexts(texts);
	const { locale } = useFormat();
	const policyTarget = useWorkspace((state) => state.playbook?.margin.otherwise?.target ?? null);
	/** Null while nothing is typed: then it shows the policy's target. */
	const [typed, setTyped] = useState<string | null>(null);
	const [fault, setFault] = useState<keyof typeof words.convertFaults | null>(null);
	const [said, setSaid] = useState<string | null>(null);
	const target = typed ?? (policyTarget === null ? '' : percentText(policyTarget, locale));
	const isOffered = form.kind === 'revenue';
	if (!isOffered) {
		return (
			<p role="status" className={said && form.kind === 'margin' ? 'm-0 text-sm text-ok' : 'sr-only'}>
				{said && form.kind === 'margin' ? `● ${said}` : ''}
			</p>
		);
	}

	function converted(): void {
		const answer = convertedToMargin(form, target, locale);
		setFault(answer.ok ? null : answer.error);
		if (!answer.ok) return;
		setSaid(words.converted(answer.value.rate, target.replace(/%\s*$/, '').trim()));
		onConverted(answer.value);
	}

	return (
		<Card title={words.convert} hint={words.convertHint}>
			<div className="flex flex-wrap items-start gap-3">
				<div className="w-52">
					<Field
						label={words.convertTarget}
						value={target}
						inputMode="decimal"
						autoComplete="off"
						className="text-right tabular-nums"
						error={fault === null ? null : words.convertFaults[fault]}
						onChange={(event) => {
							setFault(null);
							setTyped(event.target.value);
						}}
					/>
				</div>
				<Button className="sm:mt-5.5" onClick={converted}>
					{words.convertButton}
				</Button>
			</div>
		</Card>
	);
}
