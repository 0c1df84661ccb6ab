import { texts } from '../../../assets/texts/pay-plan.ts';
import { exampleDeal, exampleLoss } from '../../../core/explain/pay-example.ts';
import { type PayForm, payExamplesOf } from '../../../stores/workspace/forms/pay.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { Card } from '../Section/Card.tsx';

interface PayExampleProps {
	readonly form: PayForm;
}

/** Pay and the firm's margin at three discounts, following what is typed. */
export function PayExample({ form }: PayExampleProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const examples = payExamplesOf(form, format.locale);
	const loss = exampleLoss(examples);
	const money = (amount: string | null) => (amount === null ? '–' : format.money(amount, null));
	return (
		<Card
			title={words.example}
			hint={words.exampleHint(format.money(exampleDeal.list, null), format.money(exampleDeal.cost, null))}
		>
			<div className="overflow-x-auto">
				<table aria-label={words.example} className="w-full border-collapse text-right text-sm tabular-nums">
					<thead className="text-xs text-ink-2">
						<tr>
							<th scope="col" className="py-1.5 pr-2 text-left font-semibold">
								{words.exampleDiscount}
							</th>
							<th scope="col" className="px-2 py-1.5 font-semibold">
								{words.examplePrice}
							</th>
							<th scope="col" className="px-2 py-1.5 font-semibold">
								{words.exampleMargin}
							</th>
							<th scope="col" className="py-1.5 pl-2 font-semibold">
								{words.examplePay}
							</th>
						</tr>
					</thead>
					<tbody>
						{examples.map(({ discount, price, margin, pay }) => (
							<tr key={discount} className="border-t border-line">
								<th scope="row" className="py-1.5 pr-2 text-left font-normal">
									{format.shortPercent(discount)}
								</th>
								<td className="px-2 py-1.5">{money(price)}</td>
								<td className="px-2 py-1.5">{money(margin)}</td>
								<td className="py-1.5 pl-2 font-semibold">{money(pay)}</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
			<output className="block min-h-10 text-sm">
				{loss !== null
					? loss.pay === loss.margin
						? words.exampleSame(format.shortPercent(loss.discount), format.shortPercent(loss.margin))
						: words.exampleSentence(
								format.shortPercent(loss.discount),
								format.shortPercent(loss.margin),
								format.shortPercent(loss.pay),
							)
					: form.kind === 'none'
						? words.exampleNone
						: words.exampleWaiting}
			</output>
			<p className="m-0 text-xs text-ink-3">{words.exampleNote}</p>
		</Card>
	);
}
