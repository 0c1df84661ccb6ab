import { useState } from 'react';
import { texts as buyerSafeTexts } from '../../assets/texts/buyer-safe.ts';
import { texts as dealTexts } from '../../assets/texts/deal.ts';
import { Region } from '../Sidebar/Region.tsx';
import { Button } from '../ui/Button/Button.tsx';
import { GuardedButton } from '../ui/Guard/Guard.tsx';
import { useTexts } from '../ui/Language/Language.tsx';
import { Switch } from '../ui/Switch/Switch.tsx';

interface BuyerSafeProps {
	readonly isOn: boolean;
	readonly onChange: (isOn: boolean) => void;
}

/** Hides everything a customer must not see, at once. */
export function BuyerSafeSwitch({ isOn, onChange }: BuyerSafeProps) {
	const words = useTexts(buyerSafeTexts);
	return <Switch label={words.name} hint={words.hint} isOn={isOn} onChange={onChange} isCompact />;
}

/**
 * The margin's region while it is hidden: nothing of it is drawn, so nothing of it can be found. It comes back by a second
 * press, for the first may be a slip while others look on.
 */
export function HiddenMargin({ onChange }: Pick<BuyerSafeProps, 'onChange'>) {
	const words = useTexts(buyerSafeTexts);
	const { regions } = useTexts(dealTexts);
	const [isAsking, setAsking] = useState(false);
	return (
		<Region name={regions.margin} aside={<BuyerSafeSwitch isOn onChange={() => setAsking(true)} />}>
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
				<p className="m-0 text-sm text-ink-2">{words.on}</p>
			)}
		</Region>
	);
}
