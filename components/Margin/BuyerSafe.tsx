import { useState } from 'react';
import { texts as buyerSafeTexts } from '../../assets/texts/buyer-safe.ts';
import type { MarginView } from '../../core/model/view.ts';
import { selectFigures } from '../../stores/deal/view.ts';
import { Region } from '../Sidebar/Region.tsx';
import { Button } from '../ui/Button/Button.tsx';
import { GuardedButton } from '../ui/Guard/Guard.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { shortcuts } from '../ui/Shortcut/shortcut.ts';
import { Switch } from '../ui/Switch/Switch.tsx';

interface BuyerSafeProps {
	readonly isOn: boolean;
	readonly onChange: (isOn: boolean) => void;
}

/** Hides everything a customer must not see, at once. Once it is on it does not say what it is for. */
export function BuyerSafeSwitch({ isOn, onChange }: BuyerSafeProps) {
	const words = useTexts(buyerSafeTexts);
	return (
		<Switch
			label={isOn ? words.nameOn : words.name}
			{...(isOn ? {} : { hint: words.hint })}
			isOn={isOn}
			onChange={onChange}
			keys={shortcuts.buyerSafe}
			isCompact
		/>
	);
}

interface PriceOnlyProps extends Pick<BuyerSafeProps, 'onChange'> {
	/** Null while there is none to show. */
	readonly margin: MarginView | null;
}

/**
 * In the margin's place while a customer may look on: the price that is offered and its discount, which the customer is
 * told anyway. Nothing else is drawn, so nothing else can be found. The margin comes back by a second press, for the first
 * may be a slip.
 */
export function PriceOnly({ margin, onChange }: PriceOnlyProps) {
	const words = useTexts(buyerSafeTexts);
	const [isAsking, setAsking] = useState(false);
	return (
		<Region name={words.price} aside={<BuyerSafeSwitch isOn onChange={() => setAsking(true)} />}>
			{isAsking ? (
				<div role="alert" className="grid gap-2">
					<p className="m-0 text-sm text-ink">{words.sure}</p>
					<div className="flex flex-wrap gap-2">
						<GuardedButton size="small" onPress={() => onChange(false)}>
							{words.show}
						</GuardedButton>
						<Button look="quiet" size="small" onClick={() => setAsking(false)}>
							{words.keep}
						</Button>
					</div>
				</div>
			) : (
				<Price margin={margin} />
			)}
		</Region>
	);
}

function Price({ margin }: Pick<PriceOnlyProps, 'margin'>) {
	const words = useTexts(buyerSafeTexts);
	const format = useFormat();
	const { revenue, discount } = margin ? selectFigures(margin) : { revenue: null, discount: null };
	if (!margin || revenue === null) return <p className="m-0 text-sm text-ink-2">{words.unknown}</p>;
	return (
		<div className="flex flex-wrap items-baseline justify-between gap-x-3">
			<output
				aria-label={words.price}
				aria-live="off"
				title={format.centMoney(revenue, margin.currency)}
				className="text-figure font-semibold tracking-tight tabular-nums"
			>
				{format.money(revenue, margin.currency)}
			</output>
			{discount !== null && Number(discount) > 0 && (
				<span className="text-sm text-ink-2 tabular-nums">{words.off(format.percent(discount))}</span>
			)}
		</div>
	);
}
