import { useState } from 'react';
import { texts } from '../../../assets/texts/start.ts';
import { crmTitle } from '../../../stores/crms.ts';
import { limitsTyped, processOf, selectStageSource, selectStart } from '../../../stores/workspace/start.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Field } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { Section } from '../Section/Section.tsx';
import { Locked } from '../Source/Locked.tsx';
import { Step } from './Step.tsx';

const link = 'text-sm font-semibold text-accent underline-offset-2 hover:underline';

/** What a firm needs before Dealside can say more than its CRM does: process, costs, limits. */
export function StartSection() {
	const words = useTexts(texts);
	const format = useFormat();
	const toast = useToast();
	const workspace = useWorkspace((state) => state);
	const { playbook, costCount } = workspace;
	const steps = selectStart(workspace);
	const source = selectStageSource(workspace);
	if (steps === null || playbook === null) return null;
	const isSample = playbook.origin === 'sample';
	const count = Object.values(steps).filter(Boolean).length;

	/** Says how it went. */
	async function act(what: () => Promise<{ readonly ok: boolean }>, said: string, back?: () => unknown): Promise<void> {
		const answer = await what();
		if (answer.ok && back) toast({ text: said, undo: { label: words.undo, run: () => void back() } });
		else toast({ text: answer.ok ? said : words.failed });
	}

	return (
		<Section title={words.title} lead={words.lead}>
			{isSample ? (
				<div className="flex flex-wrap items-center justify-between gap-3 rounded-xl bg-accent-soft p-4">
					<p className="m-0 max-w-xl text-sm">{words.sample}</p>
					<Button
						look="primary"
						onClick={() => void act(workspace.ownStarted, words.sampleGone, workspace.importUndone)}
					>
						{words.sampleStart}
					</Button>
				</div>
			) : (
				<p className="-mt-2 mb-0 text-sm font-semibold text-ink-2" role="status">
					{words.progress(count)}
				</p>
			)}
			<Locked>
				<ol className={`m-0 grid list-none gap-4 p-0 ${isSample ? 'opacity-60' : ''}`} inert={isSample}>
					<Step
						number={1}
						title={words.process}
						isDone={steps.process}
						text={steps.process ? words.processDone(playbook.process.stages.length) : words.processOpen}
					>
						{!steps.process && source && (
							<Button
								look="primary"
								onClick={() =>
									void act(() => workspace.valueSaved('process', processOf(source, words.process)), words.processTaken)
								}
							>
								{words.processTake(
									crmTitle(source.crm) ?? new URL(source.site).host,
									processOf(source, '').stages.length,
								)}
							</Button>
						)}
						{!steps.process && !source && <p className="m-0 w-full text-xs text-ink-3">{words.processNoStages}</p>}
						<a href="#/process" className={link}>
							{steps.process ? words.processSee : words.processWrite}
						</a>
					</Step>
					<Step
						number={2}
						title={words.costs}
						isDone={steps.costs}
						text={steps.costs ? words.costsDone(format.count(costCount)) : words.costsOpen}
					>
						<a href="#/costs" className={link}>
							{steps.costs ? words.costsSee : words.costsImport}
						</a>
					</Step>
					<Step
						number={3}
						title={words.limits}
						isDone={steps.limits}
						text={steps.limits ? words.limitsDone : words.limitsOpen}
					>
						{!steps.limits && (
							<Limits
								onSave={(limits) =>
									act(
										() => workspace.valueSaved('limits', { families: playbook.margin.families, otherwise: limits }),
										words.limitsSaved,
									)
								}
							/>
						)}
						<a href="#/policy" className={link}>
							{words.limitsSee}
						</a>
					</Step>
				</ol>
			</Locked>
			<p className="m-0 text-sm text-ink-2">
				<a href="#/playbook" className={link}>
					{words.files}
				</a>
			</p>
		</Section>
	);
}

interface LimitsProps {
	readonly onSave: (limits: { readonly floor: string; readonly target: string }) => Promise<void>;
}

/** One floor and one target for everything. */
function Limits({ onSave }: LimitsProps) {
	const words = useTexts(texts);
	const { locale } = useFormat();
	const [typed, setTyped] = useState({ floor: '', target: '' });
	const [isBroken, setBroken] = useState(false);
	const limits = limitsTyped(typed.floor, typed.target, locale);
	return (
		<form
			className="flex w-full flex-wrap items-end gap-2"
			onSubmit={(event) => {
				event.preventDefault();
				setBroken(limits === null);
				if (limits) void onSave(limits);
			}}
		>
			{(['floor', 'target'] as const).map((which) => (
				<div key={which} className="w-36">
					<Field
						label={words[which]}
						inputMode="decimal"
						value={typed[which]}
						aria-invalid={isBroken && limits === null}
						onChange={(event) => setTyped({ ...typed, [which]: event.target.value })}
					/>
				</div>
			))}
			<Button type="submit" look="primary">
				{words.limitsSave}
			</Button>
			{isBroken && limits === null && (
				<p role="alert" className="m-0 w-full text-xs text-bad">
					{words.limitsBroken}
				</p>
			)}
		</form>
	);
}
