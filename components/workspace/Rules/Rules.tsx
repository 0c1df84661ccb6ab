import { Copy, Pencil, Plus } from 'lucide-react';
import { texts as policyRulesTexts } from '../../../assets/texts/policy-rules.ts';
import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { MarginRule, Playbook } from '../../../core/model/playbook.ts';
import type { FileProblem } from '../../../core/model/settings.ts';
import { draftOfRule, problemsByRule, ruleAge } from '../../../stores/workspace/forms/rules.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { IconButton } from '../../ui/IconButton/IconButton.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { useFieldForm } from '../Form/useForm.ts';
import { RemoveRow, Rows } from '../Rows/Rows.tsx';
import { Card } from '../Section/Card.tsx';
import { Empty } from '../Section/Empty.tsx';
import { RuleForm } from './RuleForm.tsx';
import { RuleProblems } from './RuleProblems.tsx';
import { useFocusBack } from './useFocusBack.ts';
import { useRuleSentence } from './useRuleSentence.ts';

interface RulesProps {
	readonly playbook: Playbook;
	/** "2026-11-24". */
	readonly today: string;
	/** What the background refused, by the place of the rule in the policy. */
	readonly problems: ReadonlyMap<number, readonly FileProblem[]>;
	/** Called after every attempt to save, with nothing when it succeeded. */
	readonly onProblems: (problems: readonly FileProblem[]) => void;
}

/** Limits for a part of all deals. */
export function Rules({ playbook, today, problems, onProblems }: RulesProps) {
	const words = useTexts(policyRulesTexts);
	const shared = useTexts(sharedTexts);
	const all = useTexts(workspaceTexts);
	const { locale } = useFormat();
	const toast = useToast();
	const sentence = useRuleSentence(playbook.process.stages);
	const opened = useWorkspace((state) => state.formOpened);
	const drop = useWorkspace((state) => state.formDropped);
	const replace = useWorkspace((state) => state.valueSaved);
	const editing = useFieldForm('rule', (rule) => words.saved(rule?.name ?? ''));
	const focusBack = useFocusBack();
	const { rules } = playbook.margin;
	const open = editing?.isOpen ? editing : null;
	const openId = open?.form.id ?? null;
	const isOrphan = open !== null && !rules.some(({ id }) => id === openId);

	async function saved(): Promise<void> {
		const answer = await open?.save();
		if (answer !== 'refused') focusBack(openId === null ? 'add' : `edit ${openId}`);
	}

	async function removed(rule: MarginRule): Promise<void> {
		const answer = await replace('rule', null, rule);
		onProblems(!answer.ok && answer.error.code === 'problems' ? answer.error.problems : []);
		if (!answer.ok) {
			if (answer.error.code !== 'problems') toast({ text: all.refused[answer.error.code] });
			return;
		}
		if (openId === rule.id) drop('rule');
		const { undo } = answer.value;
		toast({
			text: words.removed(rule.name),
			undo: {
				label: shared.undo,
				run: () => void undo().then((back) => back.ok || toast({ text: all.undoFailed })),
			},
		});
	}

	/** Two rules that hold for the same deals would not be taken: a copy is a new one that is not saved yet. */
	function copied(rule: MarginRule): void {
		const name = words.copyName(rule.name).slice(0, 200);
		opened('rule', null, locale, { ...draftOfRule(rule, locale), id: null, name });
	}

	const refusals = problemsByRule(open?.problems ?? []);
	const problemsOf = (index: number) => [...(problems.get(index) ?? []), ...(refusals.rules.get(index) ?? [])];
	const form = (index: number) =>
		open === null ? null : (
			<RuleForm
				key={openId ?? 'new'}
				editing={open}
				playbook={playbook}
				problems={[...problemsOf(index), ...refusals.rest]}
				onSave={() => void saved()}
				onClose={() => {
					focusBack(openId === null ? 'add' : `edit ${openId}`);
					onProblems([]);
					open.drop();
				}}
			/>
		);

	return (
		<Rows isRemovalSaid={false}>
			<Card
				title={words.title}
				hint={words.hint}
				actions={
					<Button
						data-does="open"
						data-back="add"
						aria-disabled={open !== null}
						onClick={() => {
							if (open === null) opened('rule', null, locale);
						}}
					>
						<Plus aria-hidden="true" size={16} /> {words.add}
					</Button>
				}
			>
				{rules.length === 0 && open === null ? <Empty title={words.emptyTitle} text={words.empty} /> : null}
				{rules.length > 0 ? (
					<ul aria-label={words.title} className="m-0 grid list-none p-0">
						{rules.map((rule, index) => {
							const age = ruleAge(rule, today);
							return (
								<li key={rule.id} data-row={rule.id} className="border-t border-line py-2 first:border-0">
									{rule.id === openId ? (
										form(index)
									) : (
										<div className="flex items-start gap-1">
											<div className="min-w-0 flex-1">
												<p className="m-0 text-sm font-semibold break-words">
													{rule.name}
													{age === null ? null : (
														<span className="ml-2 rounded bg-track px-1.5 py-0.5 text-xs font-normal text-ink-2">
															{words[age]}
														</span>
													)}
												</p>
												<p className="m-0 text-sm break-words text-ink-2">{sentence(rule)}</p>
												<RuleProblems problems={problemsOf(index)} />
											</div>
											<IconButton
												icon={Pencil}
												label={words.edit(rule.name)}
												data-back={`edit ${rule.id}`}
												aria-disabled={open !== null}
												className="aria-disabled:opacity-40"
												onClick={() => {
													if (open === null) opened('rule', rule, locale);
												}}
											/>
											<IconButton
												icon={Copy}
												label={words.duplicate(rule.name)}
												aria-disabled={open !== null}
												className="aria-disabled:opacity-40"
												onClick={() => {
													if (open === null) copied(rule);
												}}
											/>
											<RemoveRow label={words.remove(rule.name)} onRemove={() => void removed(rule)} />
										</div>
									)}
								</li>
							);
						})}
					</ul>
				) : null}
				{isOrphan ? form(rules.length) : null}
			</Card>
		</Rows>
	);
}
