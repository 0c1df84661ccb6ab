import { texts } from '../../../assets/texts/trades.ts';
import { useTexts } from '../../ui/Language/Language.tsx';
import { FormBar } from '../Form/FormBar.tsx';
import { FormProblems } from '../Form/FormProblems.tsx';
import { useFieldForm } from '../Form/useForm.ts';
import { Section } from '../Section/Section.tsx';
import { Locked } from '../Source/Locked.tsx';
import { OffInvoice } from './OffInvoice.tsx';
import { Rates } from './Rates.tsx';
import { Trades } from './Trades.tsx';

export function TradesSection() {
	const words = useTexts(texts);
	const part = useFieldForm('trades', words.saved);
	if (part === null) return null;
	const { form, errorAt } = part;
	return (
		<Section title={words.title} lead={words.lead}>
			<Locked>
				<FormProblems problems={part.problems} />
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
				<FormBar editing={part} text={words.unsaved} saveLabel={words.save} />
			</Locked>
		</Section>
	);
}
