import { texts } from '../../../assets/texts/workspace.ts';
import type { ProductCost } from '../../../core/model/playbook.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';

interface CostWordsProps {
	readonly cost: ProductCost;
}

/** A cost as people say it: "€12.50 per month", "free". */
export function CostWords({ cost }: CostWordsProps) {
	const words = useTexts(texts).costs;
	const format = useFormat();
	if (cost.isFree) return words.free;
	const money = format.exactMoney(cost.unitCost, cost.currency);
	return cost.period === 'unsaid' ? money : `${money} ${words.periods[cost.period]}`;
}
