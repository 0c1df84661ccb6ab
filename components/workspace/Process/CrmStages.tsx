import { useState } from 'react';
import { texts } from '../../../assets/texts/workspace.ts';
import { crmName, splitRows, stageNameOf } from '../../../stores/workspace/crm-stages.ts';
import type { CrmStageDraft } from '../../../stores/workspace/forms/process.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { OtherCrms } from '../OtherCrms/OtherCrms.tsx';
import { AddRow, RemoveRow, Rows } from '../Rows/Rows.tsx';
import { rowEdits } from '../Rows/row-edits.ts';
import { newRowKey } from '../row-key.ts';
import { CrmStageFields } from './CrmStageFields.tsx';

interface CrmStagesProps {
	readonly rows: readonly CrmStageDraft[];
	readonly onChange: (rows: readonly CrmStageDraft[]) => void;
	readonly faultOf: (key: string) => string | null;
}

/**
 * Stages of the firm's CRMs by the names that these give them; those of CRMs not seen here are folded, and stay in the
 * process. A row that was begun here keeps its fields, and its place, until one goes elsewhere.
 */
export function CrmStages({ rows, onChange, faultOf }: CrmStagesProps) {
	const words = useTexts(texts).process;
	const format = useFormat();
	const seen = useWorkspace((state) => state.crmsSeen);
	const { add, change, remove } = rowEdits<CrmStageDraft>((change) => onChange(change(rows)));
	const [begun, setBegun] = useState<ReadonlySet<string>>(new Set());
	const hasFields = (row: CrmStageDraft) =>
		begun.has(row.key) || row.crm.trim() === '' || row.stage.trim() === '' || faultOf(row.key) !== null;
	const others = splitRows(rows, seen).others.filter((row) => !hasFields(row));
	const shown = rows.filter((row) => !others.includes(row));
	/** The focus goes to it when its last row is removed. */
	const [hadOthers, setHadOthers] = useState(false);
	if (others.length > 0 && !hadOthers) setHadOthers(true);

	function edited(row: CrmStageDraft, part: Partial<CrmStageDraft>): void {
		setBegun(new Set([...begun, row.key]));
		change(row, part);
	}

	function added(): void {
		const { crm = seen[0] ?? '', kind = null } = shown.at(-1) ?? {};
		const key = newRowKey();
		setBegun(new Set([...begun, key]));
		add({ key, crm, kind, stage: '' });
	}

	return (
		<div className="grid gap-3">
			<Rows className="grid gap-2">
				{seen.length === 0 ? <p className="m-0 text-sm text-ink-2">{words.noCrmSeen}</p> : null}
				{shown.map((row) =>
					hasFields(row) ? (
						<div key={row.key} data-row={row.key} className="flex items-start gap-2">
							<CrmStageFields row={row} fault={faultOf(row.key)} onChange={(part) => edited(row, part)} />
							<Remove row={row} className="mt-6" onRemove={() => remove(row)} />
						</div>
					) : (
						<SettledRow key={row.key} row={row} onRemove={() => remove(row)} />
					),
				)}
				<AddRow onAdd={added}>{words.addMapping}</AddRow>
			</Rows>
			{hadOthers ? (
				<Rows>
					<OtherCrms isInRows label={words.otherCrms(others.length, format.count(others.length))}>
						<div className="grid gap-x-6 gap-y-1 lg:grid-cols-2">
							{others.map((row) => (
								<SettledRow key={row.key} row={row} onRemove={() => remove(row)} />
							))}
						</div>
					</OtherCrms>
				</Rows>
			) : null}
		</div>
	);
}

interface SettledRowProps {
	readonly row: CrmStageDraft;
	readonly onRemove: () => void;
}

function SettledRow({ row, onRemove }: SettledRowProps) {
	const words = useTexts(texts).process;
	const lists = useWorkspace((state) => state.stageLists);
	const name = stageNameOf(lists, row);
	const crm = crmName(row.crm, lists);
	const kind = row.kind === null ? null : words.kinds[row.kind];
	return (
		<div data-row={row.key} className="flex min-h-8 items-center gap-2 rounded-lg border border-line py-0.5 pr-1 pl-3">
			<span className="min-w-0 flex-1 text-sm wrap-anywhere" title={words.stageId(row.stage)}>
				{name ?? words.unnamedStage(row.stage, crm)}
				<span className="text-ink-3">
					{[name === null ? null : crm, kind].map((part) => (part ? ` · ${part}` : ''))}
				</span>
			</span>
			<Remove row={row} onRemove={onRemove} />
		</div>
	);
}

interface RemoveProps extends SettledRowProps {
	readonly className?: string;
}

function Remove({ row, className = '', onRemove }: RemoveProps) {
	const words = useTexts(texts).process;
	const lists = useWorkspace((state) => state.stageLists);
	const stage = stageNameOf(lists, row) ?? row.stage.trim();
	const crm = row.crm.trim() === '' ? '' : crmName(row.crm, lists);
	const kind = row.kind === null ? '' : words.kinds[row.kind];
	return <RemoveRow label={words.removeMapping(stage, crm, kind)} className={className} onRemove={onRemove} />;
}
