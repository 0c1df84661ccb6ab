import { texts } from '../../assets/texts/guidance.ts';
import { decimal, divide, formatDecimal, negate } from '../../core/model/decimal.ts';
import type { WaterfallView } from '../../core/model/effects.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { Fold } from './Fold.tsx';

interface WaterfallProps {
	readonly waterfall: WaterfallView | null;
	readonly currency: string | null;
}

/** One bar: where it ends, and whether it is what is left or what leaves. */
interface Step {
	readonly name: string;
	/** Money; null is unknown. A drop is above 0 when it takes something away. */
	readonly amount: string | null;
	readonly kind: 'level' | 'drop' | 'margin';
}

/** From list price to pocket margin, as a picture with its table behind it. */
export function Waterfall({ waterfall, currency }: WaterfallProps) {
	const words = useTexts(texts);
	const format = useFormat();
	if (!waterfall || !/[1-9]/.test(waterfall.list)) return null;
	const steps = stepsOf(waterfall, words);
	const { pocketMarginShare } = waterfall;
	return (
		<Fold title={words.waterfall} note={pocketMarginShare === null ? null : format.percent(pocketMarginShare)}>
			<Picture steps={steps} list={waterfall.list} currency={currency} />
			<details className="mt-2 text-xs">
				<summary className="cursor-pointer text-ink-2">{words.table}</summary>
				<Table steps={steps} list={waterfall.list} currency={currency} />
			</details>
		</Fold>
	);
}

function stepsOf(view: WaterfallView, words: typeof texts.en): Step[] {
	const level = (name: string, amount: string | null): Step => ({ name, amount, kind: 'level' });
	const drop = (name: string, amount: string | null): Step => ({ name, amount, kind: 'drop' });
	const hasItems = view.items.length > 0;
	return [
		level(words.list, view.list),
		drop(words.onInvoice, view.onInvoice),
		level(words.invoice, view.invoice),
		...view.items.map(({ name, amount }) => drop(name, amount)),
		...(hasItems ? [level(words.pocket, view.pocket)] : []),
		...(view.cost === null ? [] : [drop(words.cost, view.cost)]),
		...(view.pocketMargin === null
			? []
			: [{ name: words.pocketMargin, amount: view.pocketMargin, kind: 'margin' } as const]),
	];
}

interface StepsProps {
	readonly steps: readonly Step[];
	readonly list: string;
	readonly currency: string | null;
}

function Picture({ steps, list, currency }: StepsProps) {
	const format = useFormat();
	const whole = Number(list);
	const share = (amount: string) => Math.min(1, Math.max(0, Number(amount) / whole));
	let left = 1;
	const bars = steps.map(({ name, amount, kind }) => {
		if (amount === null) return { name, amount, kind, from: 0, to: 0 };
		if (kind !== 'drop') {
			left = share(amount);
			return { name, amount, kind, from: 0, to: left };
		}
		const to = left;
		left = Math.max(0, left - share(amount));
		return { name, amount, kind, from: left, to };
	});
	const fills = { level: 'bg-ink-3', drop: 'bg-warn', margin: 'bg-accent' } as const;
	return (
		<div
			role="img"
			aria-label={steps
				.map(({ name, amount }) => `${name} ${amount === null ? '?' : format.money(amount, currency)}`)
				.join(', ')}
			className="grid gap-1 text-xs"
		>
			{bars.map(({ name, amount, kind, from, to }, at) => (
				<div key={`${at} ${name}`} className="grid grid-cols-[minmax(0,7.5rem)_1fr_auto] items-center gap-x-2">
					<span className={`min-w-0 truncate ${kind === 'drop' ? 'pl-2 text-ink-3' : 'text-ink-2'}`} title={name}>
						{name}
					</span>
					<span className="drawn relative h-2.5 rounded-sm bg-track">
						<span
							className={`absolute inset-y-0 rounded-sm ${fills[kind]}`}
							style={{ left: `${from * 100}%`, width: `${Math.max(to - from, amount === null ? 0 : 0.006) * 100}%` }}
						/>
					</span>
					<span className="text-right text-ink tabular-nums">{amount === null ? '?' : signed(kind, amount)}</span>
				</div>
			))}
		</div>
	);

	function signed(kind: Step['kind'], amount: string): string {
		if (kind !== 'drop' || !/[1-9]/.test(amount)) return format.money(amount, currency);
		return format.signedMoney(formatDecimal(negate(decimal(amount))), currency);
	}
}

function Table({ steps, list, currency }: StepsProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const ofList = (amount: string) => divide(decimal(amount), decimal(list), 6);
	const cell = 'border-t border-line py-1 text-right tabular-nums';
	return (
		<table className="mt-1 w-full border-collapse text-xs text-ink-2">
			<thead>
				<tr>
					<th scope="col" className="py-1 text-left font-semibold">
						{words.step}
					</th>
					<th scope="col" className="py-1 text-right font-semibold">
						{words.amount}
					</th>
					<th scope="col" className="py-1 text-right font-semibold">
						{words.ofList}
					</th>
				</tr>
			</thead>
			<tbody>
				{steps.map(({ name, amount, kind }, at) => {
					const share = amount === null ? null : ofList(amount);
					return (
						<tr key={`${at} ${name}`}>
							<th scope="row" className="border-t border-line py-1 pr-2 text-left font-normal wrap-anywhere">
								{kind === 'drop' ? `− ${name}` : name}
							</th>
							<td className={cell}>{amount === null ? words.notKnown : format.exactMoney(amount, currency)}</td>
							<td className={cell}>{share === null ? '' : format.percent(formatDecimal(share))}</td>
						</tr>
					);
				})}
			</tbody>
		</table>
	);
}
