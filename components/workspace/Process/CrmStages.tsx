import { Plus, Trash2 } from 'lucide-react';
import { de, en } from '../../../assets/texts/workspace.ts';
import type { CrmStageDraft } from '../../../stores/workspace-forms.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Field, SelectField } from '../../ui/Field/Field.tsx';
import { IconButton } from '../../ui/IconButton/IconButton.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { newRowKey } from '../row-key.ts';

interface CrmStagesProps {
	readonly rows: readonly CrmStageDraft[];
	readonly onChange: (rows: readonly CrmStageDraft[]) => void;
	readonly faultOf: (key: string) => string | null;
}

const kinds = ['any', 'opportunity', 'quote'] as const;

export function CrmStages({ rows, onChange, faultOf }: CrmStagesProps) {
	const words = useTexts({ en, de }).process;
	const kindNames = { any: words.kindAny, opportunity: words.kindOpportunity, quote: words.kindQuote };
	return (
		<div className="grid gap-2">
			{rows.map((row, index) => {
				const change = (part: Partial<CrmStageDraft>) =>
					onChange(rows.map((each) => (each.key === row.key ? { ...each, ...part } : each)));
				const isFirst = index === 0;
				return (
					<div key={row.key} className="grid grid-cols-[1fr_1.35fr_1fr_auto] items-start gap-2">
						<Field
							label={words.crm}
							isLabelShown={isFirst}
							value={row.crm}
							spellCheck={false}
							error={faultOf(row.key)}
							onChange={(event) => change({ crm: event.target.value })}
						/>
						<SelectField
							label={words.kind}
							isLabelShown={isFirst}
							value={row.kind ?? 'any'}
							options={kinds.map((kind) => ({ value: kind, label: kindNames[kind] }))}
							onChange={(kind) => change({ kind: kind === 'any' ? null : kind })}
						/>
						<Field
							label={words.crmStage}
							isLabelShown={isFirst}
							value={row.stage}
							spellCheck={false}
							onChange={(event) => change({ stage: event.target.value })}
						/>
						<IconButton
							icon={Trash2}
							label={words.removeMapping}
							className={isFirst ? 'mt-6' : 'mt-1'}
							onClick={() => onChange(rows.filter((each) => each.key !== row.key))}
						/>
					</div>
				);
			})}
			<Button
				look="quiet"
				size="small"
				className="w-fit"
				onClick={() =>
					onChange([
						...rows,
						{ key: newRowKey(), crm: rows.at(-1)?.crm ?? '', kind: rows.at(-1)?.kind ?? null, stage: '' },
					])
				}
			>
				<Plus aria-hidden="true" size={14} /> {words.addMapping}
			</Button>
		</div>
	);
}
