import { texts } from '../../../assets/texts/workspace.ts';
import type { StageList } from '../../../core/model/deal.ts';
import { crmTitle } from '../../../stores/crms.ts';
import type { ProcessDraft } from '../../../stores/workspace/forms/process.ts';
import {
	type StageTarget,
	sameNames,
	targetOf,
	unmatchedCount,
	withTarget,
} from '../../../stores/workspace/stage-match.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { SelectField } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { newRowKey } from '../row-key.ts';

interface CrmStageListsProps {
	readonly lists: readonly StageList[];
	readonly form: ProcessDraft;
	readonly onChange: (change: (draft: ProcessDraft) => ProcessDraft) => void;
}

/** Every stage that the CRMs in use have, each with where it leads in the process. */
export function CrmStageLists({ lists, form, onChange }: CrmStageListsProps) {
	const words = useTexts(texts).process;
	if (lists.length === 0) return <p className="m-0 text-sm text-ink-2">{words.listsEmpty}</p>;
	return (
		<div className="grid gap-6">
			{lists.map((list) => (
				<List key={`${list.crm} ${list.site} ${list.kind}`} list={list} form={form} onChange={onChange} />
			))}
		</div>
	);
}

interface ListProps extends Pick<CrmStageListsProps, 'form' | 'onChange'> {
	readonly list: StageList;
}

function List({ list, form, onChange }: ListProps) {
	const words = useTexts(texts).process;
	const format = useFormat();
	const host = URL.parse(list.site)?.host ?? list.site;
	const kind = list.kind === 'quote' ? words.listOfQuotes : words.listOfDeals;
	const unmatched = unmatchedCount(form, list);
	const alike = sameNames(form, list);
	const options: readonly { readonly value: StageTarget; readonly label: string }[] = [
		{ value: 'none', label: words.leadsNowhere },
		...form.stages.map(({ id, name }, index) => ({
			value: `stage:${id}` as const,
			label: name.trim() || words.stage(format.count(index + 1), ''),
		})),
		{ value: 'closed', label: words.leadsOut },
	];

	function matchAlike(): void {
		onChange((draft) =>
			sameNames(draft, list).reduce(
				(before, [stage, target]) => withTarget(before, list, stage.id, target, newRowKey()),
				draft,
			),
		);
	}

	return (
		<section aria-label={`${crmTitle(list.crm) ?? host}, ${kind}`} className="grid gap-2">
			<div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
				<h4 className="m-0 text-sm font-semibold">
					{crmTitle(list.crm) ?? host} <span className="font-normal text-ink-2">· {kind}</span>
					{crmTitle(list.crm) ? <span className="font-normal text-ink-3"> · {host}</span> : null}
				</h4>
				{unmatched > 0 ? (
					<span className="text-sm text-warn">▲ {words.leadNowhere(unmatched, format.count(unmatched))}</span>
				) : (
					<span className="text-sm text-ok">● {words.allLead}</span>
				)}
				{alike.length > 0 ? (
					<Button size="small" className="ml-auto" onClick={matchAlike}>
						{words.matchAlike(alike.length, format.count(alike.length))}
					</Button>
				) : null}
			</div>
			<ul className="m-0 grid list-none gap-1.5 p-0">
				{list.stages.map((stage) => {
					const target = targetOf(form, list, stage.id);
					const label = stage.label ?? stage.id;
					return (
						<li key={stage.id} className="grid items-center gap-x-3 gap-y-1 sm:grid-cols-[minmax(0,22rem)_16rem]">
							<span className="min-w-0 text-sm wrap-anywhere" title={words.stageId(stage.id)}>
								{target === 'none' ? (
									<span aria-hidden="true" className="mr-1.5 text-warn">
										▲
									</span>
								) : null}
								{label}
								{stage.pipeline === null ? null : <span className="text-ink-3"> · {stage.pipeline}</span>}
							</span>
							<SelectField
								label={words.leadsTo(stage.pipeline === null ? label : `${label}, ${stage.pipeline}`)}
								isLabelShown={false}
								value={target}
								options={options}
								onChange={(chosen) => {
									const key = newRowKey();
									onChange((draft) => withTarget(draft, list, stage.id, chosen, key));
								}}
							/>
						</li>
					);
				})}
			</ul>
		</section>
	);
}
