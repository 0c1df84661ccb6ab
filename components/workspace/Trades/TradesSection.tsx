import { de, en } from '../../../assets/texts/trades.ts';
import { useTexts } from '../../ui/Language/Language.tsx';
import { PartBar } from '../Part/PartBar.tsx';
import { PartProblems } from '../Part/PartProblems.tsx';
import { usePart } from '../Part/usePart.ts';
import { Section } from '../Section/Section.tsx';
import { OffInvoice } from './OffInvoice.tsx';
import { Rates } from './Rates.tsx';
import { Trades } from './Trades.tsx';

export function TradesSection() {
	const words = useTexts({ en, de });
	const part = usePart('trades', words.saved);
	if (part === null) return null;
	const { form, errorAt } = part;
	return (
		<Section title={words.title} lead={words.lead}>
			<PartProblems problems={part.problems} />
			<Trades
				rows={form.trades}
				errorAt={errorAt}
				onChange={(change) => part.change((before) => ({ ...before, trades: change(before.trades) }))}
			/>
			<OffInvoice
				rows={form.offInvoice}
				errorAt={errorAt}
				onChange={(change) => part.change((before) => ({ ...before, offInvoice: change(before.offInvoice) }))}
			/>
			<Rates
				form={form.rates}
				errorAt={errorAt}
				onChange={(change) => part.change((before) => ({ ...before, rates: change(before.rates) }))}
			/>
			<PartBar part={part} text={words.unsaved} saveLabel={words.save} />
		</Section>
	);
}
