import { texts } from '../../../assets/texts/approvals.ts';
import {
	type ApprovalRuleDraft,
	type ApprovalsForm,
	triggerKinds,
	unitOf,
} from '../../../stores/workspace/forms/approvals.ts';
import { Field, SelectField } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { AddRow, RemoveRow, Rows } from '../Rows/Rows.tsx';
import { rowEdits } from '../Rows/row-edits.ts';
import { Card } from '../Section/Card.tsx';

interface ApprovalRulesProps {
	readonly form: ApprovalsForm;
	readonly errorAt: (at: string) => string | null;
	readonly onChange: (rules: readonly ApprovalRuleDraft[]) => void;
}

/** What makes an approval necessary, and whose. */
export function ApprovalRules({ form, errorAt, onChange }: ApprovalRulesProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const { levels, rules } = form;
	const { add, change, remove } = rowEdits<ApprovalRuleDraft>((change) => onChange(change(rules)));
	const named = levels.map(({ key, name }, index) => ({
		value: key,
		label: name.trim() || words.level(format.count(index + 1)),
	}));
	return (
		<Card title={words.rules} hint={words.rulesHint}>
			<Rows className="grid gap-4">
				{rules.length === 0 ? (
					<p className="m-0 text-sm text-ink-2">{levels.length === 0 ? words.rulesNeedLevel : words.rulesEmpty}</p>
				) : (
					<div className="grid gap-2">
						<div
							aria-hidden="true"
							className="hidden grid-cols-[1fr_12rem_1fr_1.75rem] gap-2 text-xs font-semibold text-ink-2 sm:grid"
						>
							<span>{words.trigger}</span>
							<span>{words.value}</span>
							<span>{words.asked}</span>
						</div>
						<ul aria-label={words.rules} className="m-0 grid list-none gap-4 p-0 sm:gap-2">
							{rules.map((rule, index) => (
								<Row
									key={rule.id}
									rule={rule}
									position={format.count(index + 1)}
									levels={named}
									errorAt={errorAt}
									onChange={(part) => change(rule, part)}
									onRemove={() => remove(rule)}
								/>
							))}
						</ul>
					</div>
				)}
				<AddRow
					aria-disabled={levels.length === 0}
					onAdd={() =>
						add({
							id: crypto.randomUUID(),
							kind: 'discount-over',
							value: '',
							currency: rules.findLast(({ kind }) => kind === 'size-over')?.currency ?? 'EUR',
							level: levels[0]?.key ?? '',
						})
					}
				>
					{words.addRule}
				</AddRow>
			</Rows>
		</Card>
	);
}

interface RowProps {
	readonly rule: ApprovalRuleDraft;
	readonly position: string;
	readonly levels: readonly { readonly value: string; readonly label: string }[];
	readonly errorAt: (at: string) => string | null;
	readonly onChange: (change: Partial<ApprovalRuleDraft>) => void;
	readonly onRemove: () => void;
}

function Row({ rule, position, levels, errorAt, onChange, onRemove }: RowProps) {
	const words = useTexts(texts);
	const unit = unitOf(rule.kind);
	const isKnown = levels.some(({ value }) => value === rule.level);
	return (
		<li data-row={rule.id} className="grid grid-cols-[1fr_auto] items-start gap-2 sm:grid-cols-[1fr_12rem_1fr_1.75rem]">
			<SelectField
				label={words.triggerOf(position)}
				isLabelShown={false}
				value={rule.kind}
				options={triggerKinds.map((value) => ({ value, label: words.triggers[value] }))}
				onChange={(kind) => onChange({ kind })}
			/>
			<RemoveRow label={words.removeRule(position)} className="mt-0.5 sm:order-last" onRemove={onRemove} />
			{unit === null ? (
				<span className="hidden sm:block" />
			) : (
				<div className="col-span-2 flex items-start gap-2 sm:col-span-1">
					<div className="min-w-0 flex-1">
						<Field
							label={words.valueOf(position, words.units[unit])}
							isLabelShown={false}
							placeholder={words.value}
							value={rule.value}
							inputMode={unit === 'days' ? 'numeric' : 'decimal'}
							autoComplete="off"
							className="text-right tabular-nums"
							error={errorAt(`${rule.id} value`)}
							onChange={(event) => onChange({ value: event.target.value })}
						/>
					</div>
					{unit === 'money' ? (
						<div className="w-16">
							<Field
								label={words.currencyOf(position)}
								isLabelShown={false}
								value={rule.currency}
								maxLength={3}
								autoComplete="off"
								spellCheck={false}
								error={errorAt(`${rule.id} currency`)}
								onChange={(event) => onChange({ currency: event.target.value })}
							/>
						</div>
					) : (
						<span aria-hidden="true" className="w-16 pt-1.5 text-sm text-ink-2">
							{words.unitSigns[unit]}
						</span>
					)}
				</div>
			)}
			<div className="col-span-2 sm:col-span-1">
				<SelectField
					label={words.askedOf(position)}
					isLabelShown={false}
					value={isKnown ? rule.level : ''}
					options={isKnown ? levels : [{ value: '', label: words.nobody }, ...levels]}
					error={errorAt(`${rule.id} level`)}
					onChange={(level) => onChange({ level })}
				/>
			</div>
		</li>
	);
}
