import { Copy, Pencil, Plus } from 'lucide-react';
import { de, en } from '../../../assets/texts/policy-rules.ts';
import { de as sharedDe, en as sharedEn } from '../../../assets/texts/shared.ts';
import { de as workspaceDe, en as workspaceEn } from '../../../assets/texts/workspace.ts';
import type { MarginRule, Playbook } from '../../../core/model/playbook.ts';
import type { FileProblem } from '../../../core/model/settings.ts';
import type { SaveFailure } from '../../../stores/workspace.ts';
import { ruleAge } from '../../../stores/workspace-rules.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { IconButton } from '../../ui/IconButton/IconButton.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useWorkspace } from '../Context/Context.tsx';
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
	const words = useTexts({ en, de });
	const shared = useTexts({ en: sharedEn, de: sharedDe });
	const all = useTexts({ en: workspaceEn, de: workspaceDe });
	const { locale } = useFormat();
	const toast = useToast();
	const sentence = useRuleSentence(playbook.process.stages);
	const open = useWorkspace((state) => state.ruleForm);
	const openForm = useWorkspace((state) => state.ruleFormOpened);
	const close = useWorkspace((state) => state.ruleFormClosed);
	const save = useWorkspace((state) => state.ruleSaved);
	const remove = useWorkspace((state) => state.ruleRemoved);
	const copy = useWorkspace((state) => state.ruleCopied);
	const putBack = useWorkspace((state) => state.rulesPutBack);
	const focusBack = useFocusBack();
	const { rules } = playbook.margin;
	const openId = open?.form.id ?? null;
	const isOrphan = open !== null && !rules.some(({ id }) => id === openId);

	function said(text: string, before: readonly MarginRule[]): void {
		onProblems([]);
		toast({
			text,
			undo: {
				label: shared.undo,
				run: () => void putBack(before).then((back) => back.ok || toast({ text: all.undoFailed })),
			},
		});
	}

	function refused(error: SaveFailure): void {
		if (error.code === 'problems') onProblems(error.problems);
		else toast({ text: all.refused[error.code] });
	}

	async function saved(): Promise<boolean> {
		const name = open?.form.name.trim() ?? '';
		const answer = await save(locale);
		if (answer.ok) {
			focusBack(openId === null ? 'add' : `edit ${openId}`);
			said(words.saved(name), answer.value);
			return true;
		}
		if (answer.error.code === 'faults') return false;
		refused(answer.error);
		return true;
	}

	async function removed({ id, name }: MarginRule): Promise<void> {
		const answer = await remove(id);
		if (!answer.ok) return refused(answer.error);
		said(words.removed(name), answer.value);
	}

	const form = (index: number) =>
		open === null ? null : (
			<RuleForm
				key={openId ?? 'new'}
				open={open}
				playbook={playbook}
				problems={problems.get(index) ?? []}
				onSave={saved}
				onClose={() => {
					focusBack(openId === null ? 'add' : `edit ${openId}`);
					onProblems([]);
					close();
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
							if (open === null) openForm(null, locale);
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
												<RuleProblems problems={problems.get(index) ?? []} />
											</div>
											<IconButton
												icon={Pencil}
												label={words.edit(rule.name)}
												data-back={`edit ${rule.id}`}
												aria-disabled={open !== null}
												className="aria-disabled:opacity-40"
												onClick={() => {
													if (open === null) openForm(rule, locale);
												}}
											/>
											<IconButton
												icon={Copy}
												label={words.duplicate(rule.name)}
												aria-disabled={open !== null}
												className="aria-disabled:opacity-40"
												onClick={() => {
													if (open === null) copy(rule, words.copyName(rule.name).slice(0, 200), locale);
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
