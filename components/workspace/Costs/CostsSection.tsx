import { useState } from 'react';
import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Dialog } from '../../ui/Dialog/Dialog.tsx';
import { Field } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useCosts, useWorkspace } from '../Context/Context.tsx';
import { Empty } from '../Section/Empty.tsx';
import { Section } from '../Section/Section.tsx';
import { Locked } from '../Source/Locked.tsx';
import { CostRow } from './CostRow.tsx';
import { CostUpload } from './CostUpload.tsx';

export function CostsSection() {
	const all = useTexts(workspaceTexts);
	const shared = useTexts(sharedTexts);
	const words = all.costs;
	const format = useFormat();
	const toast = useToast();
	const query = useCosts((state) => state.query);
	const costs = useCosts((state) => state.costs);
	const count = useCosts((state) => state.count);
	const typed = useCosts((state) => state.queryTyped);
	const undo = useCosts((state) => state.importUndone);
	const clear = useCosts((state) => state.cleared);
	const costCount = useWorkspace((state) => state.costCount);
	const [isAsking, setAsking] = useState(false);
	const isEmpty = costCount === 0 && costs !== null && costs.length === 0 && query === '';

	async function cleared(): Promise<void> {
		setAsking(false);
		const refusal = await clear();
		if (refusal !== null) toast({ text: all.refused[refusal] });
		else toast({ text: words.cleared, undo: { label: shared.undo, run: () => void undo() } });
	}

	return (
		<Section title={words.title} lead={words.lead}>
			<Locked>
				<CostUpload />
			</Locked>
			{isEmpty ? (
				<Empty title={words.emptyTitle} text={words.empty} />
			) : (
				<div className="grid gap-3">
					<div className="flex flex-wrap items-end justify-between gap-3">
						<div className="w-full sm:w-96">
							<Field
								label={words.search}
								isLabelShown={false}
								type="search"
								value={query}
								placeholder={`${words.search}: ${words.searchHint}`}
								onChange={(event) => void typed(event.target.value)}
							/>
						</div>
						<div className="flex items-center gap-3 text-sm text-ink-2">
							<output className="tabular-nums">{words.count(costCount, format.count(costCount))}</output>
							<Locked className="">
								<Button look="danger" disabled={costCount === 0} onClick={() => setAsking(true)}>
									{words.clear}
								</Button>
							</Locked>
						</div>
					</div>
					{costs !== null && costs.length === 0 ? (
						<Empty title={words.noMatch(query)} text={words.searchHint} />
					) : (
						<Locked className="overflow-x-auto rounded-xl border border-line">
							<table aria-label={words.title} className="w-full border-collapse text-sm">
								<thead className="text-xs text-ink-2">
									<tr>
										<th scope="col" className="px-4 py-2.5 text-left font-semibold">
											{words.columnProduct}
										</th>
										<th scope="col" className="px-4 py-2.5 text-right font-semibold">
											{words.columnCost}
										</th>
										<th scope="col" className="px-4 py-2.5 text-left font-semibold">
											{words.period}
										</th>
									</tr>
								</thead>
								<tbody>
									{(costs ?? []).map((cost) => (
										<CostRow key={cost.product} cost={cost} />
									))}
								</tbody>
							</table>
						</Locked>
					)}
					{costs !== null && count > costs.length ? (
						<p className="m-0 text-xs text-ink-3">{words.listed(format.count(costs.length), format.count(count))}</p>
					) : null}
				</div>
			)}
			<Dialog
				isOpen={isAsking}
				onClose={() => setAsking(false)}
				title={words.clearTitle}
				closeLabel={shared.close}
				actions={
					<>
						<Button onClick={() => setAsking(false)}>{shared.cancel}</Button>
						<Button look="danger" onClick={() => void cleared()}>
							{words.clearConfirm}
						</Button>
					</>
				}
			>
				<p className="m-0 text-sm">{words.clearText(costCount, format.count(costCount))}</p>
			</Dialog>
		</Section>
	);
}
