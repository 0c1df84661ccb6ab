import { useId } from 'react';
import { texts } from '../../../assets/texts/workspace.ts';
import { crmChoices, crmName, knownStages } from '../../../stores/workspace/crm-stages.ts';
import type { CrmStageDraft } from '../../../stores/workspace/forms/process.ts';
import { Field, SelectField } from '../../ui/Field/Field.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { useWorkspace } from '../Context/Context.tsx';

interface CrmStageFieldsProps {
	readonly row: CrmStageDraft;
	readonly fault: string | null;
	readonly onChange: (change: Partial<CrmStageDraft>) => void;
}

const kinds = ['any', 'opportunity', 'quote'] as const;

/** A row that is being written: which CRM, which of its records, which stage. */
export function CrmStageFields({ row, fault, onChange }: CrmStageFieldsProps) {
	const words = useTexts(texts).process;
	const seen = useWorkspace((state) => state.crmsSeen);
	const lists = useWorkspace((state) => state.stageLists);
	const names = useId();
	const known = knownStages(lists, row);
	const crms = crmChoices(seen, row.crm).map((crm) => ({ value: crm, label: crmName(crm, lists) }));
	return (
		<div className="grid min-w-0 flex-1 items-start gap-2 sm:grid-cols-[1fr_1fr_1.35fr]">
			<SelectField
				label={words.crm}
				value={row.crm}
				options={row.crm === '' ? [{ value: '', label: words.chooseCrm }, ...crms] : crms}
				error={fault}
				onChange={(crm) => onChange({ crm })}
			/>
			<SelectField
				label={words.kind}
				value={row.kind ?? 'any'}
				options={kinds.map((kind) => ({ value: kind, label: kind === 'any' ? words.kindAny : words.kinds[kind] }))}
				onChange={(kind) => onChange({ kind: kind === 'any' ? null : kind })}
			/>
			<Field
				label={words.crmStage}
				value={row.stage}
				spellCheck={false}
				autoComplete="off"
				list={known.length > 0 ? names : undefined}
				onChange={(event) => onChange({ stage: event.target.value })}
			/>
			{known.length > 0 ? (
				<datalist id={names}>
					{known.map(({ id, label, pipeline }) => (
						<option key={`${id} ${pipeline}`} value={id}>
							{[label ?? id, pipeline].filter(Boolean).join(', ')}
						</option>
					))}
				</datalist>
			) : null}
		</div>
	);
}
