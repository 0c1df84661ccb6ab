import { texts } from '../../../assets/texts/workspace.ts';
import type { CrmStageDraft } from '../../../stores/workspace/forms/process.ts';
import { Field, SelectField } from '../../ui/Field/Field.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { AddRow, RemoveRow, Rows } from '../Rows/Rows.tsx';
import { rowEdits } from '../Rows/row-edits.ts';
import { newRowKey } from '../row-key.ts';

interface CrmStagesProps {
	readonly rows: readonly CrmStageDraft[];
	readonly onChange: (rows: readonly CrmStageDraft[]) => void;
	readonly faultOf: (key: string) => string | null;
}

const kinds = ['any', 'opportunity', 'quote'] as const;

export function CrmStages({ rows, onChange, faultOf }: CrmStagesProps) {
	const words = useTexts(texts).process;
	const kindNames = { any: words.kindAny, opportunity: words.kindOpportunity, quote: words.kindQuote };
	const { add, change, remove } = rowEdits<CrmStageDraft>((change) => onChange(change(rows)));
	return (
		<Rows className="grid gap-2">
			{rows.map((row, index) => {
				const isFirst = index === 0;
				return (
					<div key={row.key} data-row={row.key} className="grid grid-cols-[1fr_1.35fr_1fr_auto] items-start gap-2">
						<Field
							label={words.crm}
							isLabelShown={isFirst}
							value={row.crm}
							spellCheck={false}
							error={faultOf(row.key)}
							onChange={(event) => change(row, { crm: event.target.value })}
						/>
						<SelectField
							label={words.kind}
							isLabelShown={isFirst}
							value={row.kind ?? 'any'}
							options={kinds.map((kind) => ({ value: kind, label: kindNames[kind] }))}
							onChange={(kind) => change(row, { kind: kind === 'any' ? null : kind })}
						/>
						<Field
							label={words.crmStage}
							isLabelShown={isFirst}
							value={row.stage}
							spellCheck={false}
							onChange={(event) => change(row, { stage: event.target.value })}
						/>
						<RemoveRow
							label={words.removeMapping(row.stage.trim())}
							className={isFirst ? 'mt-6' : 'mt-1'}
							onRemove={() => remove(row)}
						/>
					</div>
				);
			})}
			<AddRow
				onAdd={() => add({ key: newRowKey(), crm: rows.at(-1)?.crm ?? '', kind: rows.at(-1)?.kind ?? null, stage: '' })}
			>
				{words.addMapping}
			</AddRow>
		</Rows>
	);
}
