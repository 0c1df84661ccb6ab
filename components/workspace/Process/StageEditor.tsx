import { ChevronRight } from 'lucide-react';
import { texts } from '../../../assets/texts/workspace.ts';
import { splitRows } from '../../../stores/workspace/crm-stages.ts';
import type { ProcessFault, StageDraft } from '../../../stores/workspace/forms/process.ts';
import { Field, TextAreaField } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { MoveRow, RemoveRow } from '../Rows/Rows.tsx';
import { Criteria } from './Criteria.tsx';
import { CrmStages } from './CrmStages.tsx';

interface StageEditorProps {
	readonly stage: StageDraft;
	readonly index: number;
	readonly isLast: boolean;
	readonly isOpen: boolean;
	readonly onToggle: () => void;
	readonly faults: readonly ProcessFault[];
	readonly onChange: (change: Partial<StageDraft>) => void;
	readonly onMove: (by: -1 | 1) => void;
	readonly onRemove: () => void;
}

export function StageEditor(props: StageEditorProps) {
	const { stage, index, isLast, isOpen, onToggle, faults, onChange, onMove, onRemove } = props;
	const words = useTexts(texts).process;
	const format = useFormat();
	const own = (code: ProcessFault['code']) => (faults.some((fault) => fault.code === code) ? words.faults[code] : null);
	const faultOf = (row: string) => {
		const fault = faults.find((each) => each.row === row);
		return fault === undefined ? null : words.faults[fault.code];
	};
	const seen = useWorkspace((state) => state.crmsSeen);
	// Stages of CRMs that nobody uses here bring no deal here.
	const mapped = seen.length === 0 ? stage.crmStages.length : splitRows(stage.crmStages, seen).own.length;
	const title = words.stage(format.count(index + 1), stage.name);
	return (
		<li data-row={stage.id} className="rounded-xl border border-line" id={`stage-${stage.id}`}>
			<div className="flex items-center gap-1 py-2 pr-3 pl-2">
				<h3 className="m-0 min-w-0 flex-1">
					<button
						type="button"
						aria-expanded={isOpen}
						onClick={onToggle}
						className="flex w-full items-center gap-2 rounded-lg px-2 py-1 text-left text-base font-semibold hover:bg-panel"
					>
						<ChevronRight
							aria-hidden="true"
							size={16}
							className={`shrink-0 text-ink-3 transition-transform ${isOpen ? 'rotate-90' : ''}`}
						/>
						<span className="min-w-0 break-words">{title}</span>
						{isOpen ? null : (
							<span className="ml-auto hidden text-xs font-normal text-ink-3 sm:inline">
								{words.criteriaCount(stage.criteria.length, format.count(stage.criteria.length))}
								{' · '}
								{mapped === 0 ? (
									<span className="text-warn">▲ {words.mapped(0, format.count(0))}</span>
								) : (
									words.mapped(mapped, format.count(mapped))
								)}
							</span>
						)}
					</button>
				</h3>
				<MoveRow name={stage.name || title} isFirst={index === 0} isLast={isLast} onMove={onMove} />
				<RemoveRow label={words.removeStage(stage.name)} onRemove={onRemove} />
			</div>
			{isOpen ? (
				<div className="grid gap-5 border-t border-line p-4 sm:p-5">
					<div className="grid items-start gap-4 sm:grid-cols-[1fr_10rem]">
						<Field
							label={words.stageName}
							value={stage.name}
							maxLength={80}
							error={own('stage-name-missing') ?? own('stage-name-twice')}
							onChange={(event) => onChange({ name: event.target.value })}
						/>
						<Field
							label={words.usualDays}
							value={stage.usualDays}
							inputMode="numeric"
							hint={words.usualDaysHint}
							error={own('days-unreadable')}
							onChange={(event) => onChange({ usualDays: event.target.value })}
						/>
					</div>
					<TextAreaField
						label={words.guidance}
						value={stage.guidance}
						maxLength={4000}
						hint={words.guidanceHint}
						onChange={(event) => onChange({ guidance: event.target.value })}
					/>
					<fieldset className="m-0 min-w-0 border-0 p-0">
						<legend className="mb-2 p-0 text-sm font-semibold">{words.criteria}</legend>
						<Criteria criteria={stage.criteria} faultOf={faultOf} onChange={(criteria) => onChange({ criteria })} />
					</fieldset>
					<fieldset className="m-0 min-w-0 border-0 p-0">
						<legend className="mb-2 p-0 text-sm font-semibold">{words.mapping}</legend>
						{mapped === 0 ? <p className="mt-0 mb-2 text-sm text-warn">▲ {words.mappingEmpty}</p> : null}
						<CrmStages rows={stage.crmStages} faultOf={faultOf} onChange={(crmStages) => onChange({ crmStages })} />
					</fieldset>
				</div>
			) : null}
		</li>
	);
}
