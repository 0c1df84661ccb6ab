import { texts as accessTexts } from '../../../assets/texts/access.ts';
import { texts as dealTexts } from '../../../assets/texts/deal.ts';
import type { CostPreview, CostPreviewLine } from '../../../core/model/access.ts';
import type { CrmId } from '../../../core/model/deal.ts';
import { selectFoundCosts, type CostTry as Try } from '../../../stores/workspace/access.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useAccess } from './AccessContext.tsx';

interface CostTryProps {
	readonly crm: CrmId;
	readonly title: string;
	/** False while the field has no name that could be tried. */
	readonly isNamed: boolean;
}

/** What the deal that is open in the CRM would cost with the place as it is chosen here, stored or not. */
export function CostTry({ crm, title, isNamed }: CostTryProps) {
	const words = useTexts(accessTexts).cost;
	const tried = useAccess((state) => state.costTries[crm]) ?? 'trying';
	const preview = isNamed && tried !== 'trying' && tried.ok ? tried.value : null;
	return (
		<section
			aria-label={words.tryTitle(title)}
			className="grid gap-2 rounded-lg border border-line bg-page p-3 text-sm"
		>
			{preview ? <b className="font-semibold break-words">{preview.dealName}</b> : null}
			<Said title={title} tried={isNamed ? tried : null} />
			{preview?.lines?.length ? <Lines title={title} preview={preview} lines={preview.lines} /> : null}
		</section>
	);
}

/** One sentence for what came of it; null where there is nothing to try yet. */
function Said({ title, tried }: { readonly title: string; readonly tried: Try | null }) {
	const all = useTexts(accessTexts);
	const { failures } = useTexts(dealTexts);
	const words = all.cost;
	const faults = { ...failures, ...all.setUpFaults, ...words.tryFaults, 'not-allowed': failures['not-allowed'] };

	function sentence(): { readonly tone: string; readonly text: string } {
		const quiet = 'text-ink-2';
		if (tried === null) return { tone: quiet, text: words.waiting };
		if (tried === 'trying') return { tone: quiet, text: words.trying };
		if (!tried.ok) {
			const said = faults[tried.error];
			return { tone: 'text-bad', text: `■ ${typeof said === 'string' ? said : said(title)}` };
		}
		const { lines, isFieldMissing } = tried.value;
		if (isFieldMissing) return { tone: 'text-bad', text: `■ ${words.fieldMissing}` };
		if (lines === null) return { tone: 'text-bad', text: `■ ${words.linesUnknown}` };
		if (lines.length === 0) return { tone: quiet, text: words.noLines };
		const found = selectFoundCosts(tried.value);
		const isAll = found === lines.length;
		return { tone: isAll ? 'text-ok' : 'text-warn', text: `${isAll ? '●' : '▲'} ${words.found(found, lines.length)}` };
	}

	const { tone, text } = sentence();
	return (
		<p role="status" className={`m-0 ${tone}`}>
			{text}
		</p>
	);
}

interface LinesProps {
	readonly title: string;
	readonly preview: CostPreview;
	readonly lines: readonly CostPreviewLine[];
}

function Lines({ title, preview: { currency }, lines }: LinesProps) {
	const words = useTexts(accessTexts).cost;
	const format = useFormat();
	const { product, quantity, cost, margin } = words.columns;
	const number = 'py-1.5 pl-3 text-right tabular-nums';
	return (
		<table aria-label={words.tryTitle(title)} className="w-full border-collapse text-left">
			<thead className="text-xs text-ink-3">
				<tr>
					<th scope="col" className="py-1 font-semibold">
						{product}
					</th>
					{[quantity, cost, margin].map((name) => (
						<th key={name} scope="col" className="py-1 pl-3 text-right font-semibold">
							{name}
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{lines.map((line) => (
					<tr key={line.id} className="border-t border-line align-top">
						<th scope="row" className="py-1.5 font-normal break-words">
							{line.name}
						</th>
						<td className={number}>{line.quantity === null ? '–' : format.number(line.quantity)}</td>
						<td className={number}>
							{line.unitCost === null ? (
								<span className="text-ink-3">{line.unknown === null ? words.none : words.unknown[line.unknown]}</span>
							) : (
								format.exactMoney(line.unitCost, currency)
							)}
							{line.from === 'cost-list' ? <span className="block text-xs text-ink-3">{words.fromList}</span> : null}
						</td>
						<td className={number}>{line.margin === null ? '–' : format.percent(line.margin)}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
