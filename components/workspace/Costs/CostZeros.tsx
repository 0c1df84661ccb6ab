import { useState } from 'react';
import { texts } from '../../../assets/texts/workspace.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useCosts } from '../Context/Context.tsx';

interface CostZerosProps {
	/** Products of the refused file that cost 0. */
	readonly products: readonly string[];
}

/** Longer lists are not chosen from one by one. */
const mostListed = 200;

/** Asks which products with a cost of 0 are free: a forgotten cost would be a margin of 100 %. */
export function CostZeros({ products }: CostZerosProps) {
	const words = useTexts(texts).costs;
	const format = useFormat();
	const settle = useCosts((state) => state.zerosSettled);
	const [free, setFree] = useState<ReadonlySet<string>>(new Set());
	const placeOf = (column: keyof typeof words.places) => words.places[column];

	function ticked(product: string, isFree: boolean): void {
		const next = new Set(free);
		if (isFree) next.add(product);
		else next.delete(product);
		setFree(next);
	}

	return (
		<fieldset className="m-0 grid gap-3 rounded-xl border border-line p-4">
			<legend className="px-1 text-sm font-semibold">{words.zerosTitle}</legend>
			<p className="m-0 text-sm text-ink-2">{words.zeros(products.length, format.count(products.length))}</p>
			<div className="flex max-h-48 flex-wrap gap-x-5 gap-y-1 overflow-auto text-sm">
				{products.slice(0, mostListed).map((product) => (
					<label key={product} className="flex cursor-pointer items-center gap-2 py-0.5">
						<input
							type="checkbox"
							checked={free.has(product)}
							onChange={(event) => ticked(product, event.target.checked)}
							className="size-4 accent-accent"
						/>
						<span className="break-all">{product}</span>
					</label>
				))}
			</div>
			<div className="flex flex-wrap justify-end gap-2">
				<Button onClick={() => void settle([...free], placeOf)}>
					{free.size === 0 ? words.zerosLeft : words.zerosTicked(free.size, format.count(free.size))}
				</Button>
				<Button look="primary" onClick={() => void settle('all', placeOf)}>
					{words.zerosFree(products.length, format.count(products.length))}
				</Button>
			</div>
		</fieldset>
	);
}
