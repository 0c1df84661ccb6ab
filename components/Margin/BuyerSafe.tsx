import { de, en } from '../../assets/texts/buyer-safe.ts';
import { de as dealDe, en as dealEn } from '../../assets/texts/deal.ts';
import { Region } from '../Sidebar/Region.tsx';
import { useTexts } from '../ui/Language/Language.tsx';
import { Switch } from '../ui/Switch/Switch.tsx';

interface BuyerSafeProps {
	readonly isOn: boolean;
	readonly onChange: (isOn: boolean) => void;
}

/** Hides everything a customer must not see, at once. */
export function BuyerSafeSwitch({ isOn, onChange }: BuyerSafeProps) {
	const words = useTexts({ en, de });
	return <Switch label={words.name} hint={words.hint} isOn={isOn} onChange={onChange} isCompact />;
}

/** The margin's region while it is hidden: nothing of it is drawn, so nothing of it can be found. */
export function HiddenMargin({ onChange }: Pick<BuyerSafeProps, 'onChange'>) {
	const words = useTexts({ en, de });
	const { regions } = useTexts({ en: dealEn, de: dealDe });
	return (
		<Region name={regions.margin} aside={<BuyerSafeSwitch isOn onChange={onChange} />}>
			<p className="m-0 text-sm text-ink-2">{words.on}</p>
		</Region>
	);
}
