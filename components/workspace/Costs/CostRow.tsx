import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { ProductCost } from '../../../core/model/playbook.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { SelectField } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useCosts } from '../Context/Context.tsx';

interface CostRowProps {
	readonly cost: ProductCost;
}

/** A cost of the list, with its period to choose. A cost of 0 counts once somebody has called it free. */
export function CostRow({ cost }: CostRowProps) {
	const all = useTexts(workspaceTexts);
	const shared = useTexts(sharedTexts);
	const words = all.costs;
	const format = useFormat();
	const toast = useToast();
	const change = useCosts((state) => state.costChanged);
	const { product, unitCost, currency, period, isFree = false } = cost;
	const isUncounted = !isFree && !/[1-9]/.test(unitCost);

	async function changed(next: Parameters<typeof change>[1]): Promise<void> {
		const before = await change(product, next);
		if (!before) {
			toast({ text: all.refused['storage-failed'] });
			return;
		}
		const undone = { period: before.period, isFree: before.isFree ?? false };
		toast({ text: words.changed(product), undo: { label: shared.undo, run: () => void change(product, undone) } });
	}

	return (
		<tr className="border-t border-line">
			<td className="px-4 py-2 break-all">{product}</td>
			<td className="px-4 py-2 text-right tabular-nums">
				{isFree ? words.free : format.exactMoney(unitCost, currency)}
				{isUncounted ? (
					<span className="ml-3 inline-flex flex-wrap items-center justify-end gap-2 text-xs text-warn">
						◇ {words.uncounted}
						<Button onClick={() => void changed({ isFree: true })}>{words.callFree(product)}</Button>
					</span>
				) : null}
			</td>
			<td className="w-44 px-4 py-1.5">
				<SelectField
					label={words.periodOf(product)}
					isLabelShown={false}
					value={period}
					options={(['unsaid', 'once', 'month', 'year'] as const).map((value) => ({
						value,
						label: words.periods[value],
					}))}
					onChange={(chosen) => void changed({ period: chosen })}
				/>
			</td>
		</tr>
	);
}
