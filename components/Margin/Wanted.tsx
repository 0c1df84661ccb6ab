import { useMemo, useState } from 'react';
import { texts } from '../../assets/texts/wanted.ts';
import type { LineView, MarginView } from '../../core/model/view.ts';
import type { Wanted as Found, Wish } from '../../core/model/wanted.ts';
import {
	readWish,
	type Seek,
	selectWishKinds,
	selectWishLines,
	type WishKind,
	wishText,
} from '../../stores/deal/wanted.ts';
import { Button } from '../ui/Button/Button.tsx';
import { useCopy } from '../ui/Copy/useCopy.ts';
import { Field, SelectField } from '../ui/Field/Field.tsx';
import { GuardedButton } from '../ui/Guard/Guard.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { Segments } from '../ui/Segments/Segments.tsx';
import { shortcuts } from '../ui/Shortcut/shortcut.ts';
import { ApplyButton, useCanApply } from './Apply.tsx';
import { useLevelName } from './useLevelName.ts';

interface WantedProps {
	readonly margin: MarginView;
	readonly seek: Seek;
	/** The line being worked on; null for none. */
	readonly line: LineView | null;
}

/** No line has this id. */
const wholeDeal = '';

/** From the margin, the money or the pay that is to be kept to the price, behind one line until it is wanted. */
export function Wanted({ margin, seek, line }: WantedProps) {
	const words = useTexts(texts);
	const [isOpen, setOpen] = useState(false);
	const kinds = selectWishKinds(margin);
	if (kinds.length === 0 || selectWishLines(margin).length === 0) return null;
	if (!isOpen)
		return (
			<div>
				<Button
					look="quiet"
					size="small"
					keys={shortcuts.wanted}
					className="-ml-2 font-semibold text-accent!"
					onClick={() => setOpen(true)}
				>
					{words.open}
				</Button>
			</div>
		);
	return <WantedForm margin={margin} seek={seek} line={line} kinds={kinds} onClose={() => setOpen(false)} />;
}

interface WantedFormProps extends WantedProps {
	readonly kinds: readonly WishKind[];
	readonly onClose: () => void;
}

function WantedForm({ margin, seek, line, kinds, onClose }: WantedFormProps) {
	const words = useTexts(texts);
	const { locale } = useFormat();
	const [chosenKind, setKind] = useState<WishKind>(kinds[0] ?? 'margin');
	const [typed, setTyped] = useState<Partial<Record<WishKind, string>>>({});
	const [chosenLine, setLine] = useState<string | null>(null);
	const kind = kinds.includes(chosenKind) ? chosenKind : (kinds[0] ?? 'margin');
	const lines = selectWishLines(margin);
	// Where one works is where one wishes, until something else is chosen.
	const wished = chosenLine ?? line?.id ?? wholeDeal;
	const lineId = lines.find(({ id }) => id === wished)?.id ?? null;
	const text = typed[kind] ?? wishText(kind, margin, locale);
	const wish = useMemo(() => readWish(kind, text, locale), [kind, text, locale]);
	return (
		<fieldset className="m-0 grid gap-2 border-0 p-0">
			<legend className="sr-only">{words.title}</legend>
			<div className="flex items-center justify-between gap-2">
				<b aria-hidden="true" className="text-sm font-semibold">
					{words.title}
				</b>
				<Button look="quiet" size="small" className="-mr-2" onClick={onClose}>
					{words.close}
				</Button>
			</div>
			<Segments
				label={words.kind}
				value={kind}
				options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
				onChange={setKind}
			/>
			<div className="grid grid-cols-2 items-start gap-2">
				{kind !== 'pay' && (
					<Field
						label={words.wish[kind]}
						value={text}
						inputMode="decimal"
						autoComplete="off"
						error={wish.ok ? null : words.faults[wish.error]}
						onChange={(event) => setTyped({ ...typed, [kind]: event.currentTarget.value })}
					/>
				)}
				<SelectField
					label={words.on}
					value={lineId ?? wholeDeal}
					options={[
						{ value: wholeDeal, label: words.deal },
						...lines.map(({ id, name }) => ({ value: id, label: name })),
					]}
					onChange={setLine}
				/>
			</div>
			{wish.ok && <Answer wish={wish.value} seek={seek} lineId={lineId} currency={margin.currency} />}
		</fieldset>
	);
}

interface AnswerProps {
	readonly wish: Wish;
	readonly seek: Seek;
	readonly lineId: string | null;
	readonly currency: string | null;
}

function Answer({ wish, seek, lineId, currency }: AnswerProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const found = useMemo(() => seek(lineId, wish), [seek, lineId, wish]);
	if (found.kind === 'price') return <Price found={found} wish={wish} lineId={lineId} currency={currency} />;
	function sentence(): string {
		if (found.kind === 'unknown') return words.unknown[found.why];
		if (found.kind !== 'over-list' || wish.kind === 'alone' || wish.kind === 'agreed') return '';
		if (wish.kind === 'pay') return words.overList.pay;
		const { margin, amount } = found.margin.after;
		return wish.kind === 'margin'
			? words.overList.margin(margin === null ? '' : format.closePercent(margin))
			: words.overList.amount(amount === null ? '' : format.centMoney(amount, currency));
	}
	return (
		<output aria-label={words.title} className="text-sm text-ink-2">
			{sentence()}
		</output>
	);
}

interface PriceProps {
	readonly found: Extract<Found, { kind: 'price' }>;
	readonly wish: Wish;
	readonly lineId: string | null;
	readonly currency: string | null;
}

function Price({ found, wish, lineId, currency }: PriceProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const copy = useCopy();
	const isApplicable = useCanApply(lineId ?? undefined);
	const { discount, margin, lines } = found;
	const { revenue, margin: fraction, amount } = margin.after;
	const money = (value: string) => format.centMoney(value, currency);
	const percent = format.exactPercent(discount);
	const price = lineId === null ? null : (lines[0]?.unitPrice ?? null);
	return (
		<>
			<output aria-label={words.title} className="text-sm wrap-anywhere text-ink-2">
				<b className="font-semibold text-ink tabular-nums">
					{[price !== null && words.apiece(money(price)), words.off(percent)].filter(Boolean).join(', ')}
				</b>
				.{' '}
				{revenue !== null && (
					<>
						{words.becomes(money(revenue))}
						{fraction !== null && amount !== null ? words.atMargin(format.closePercent(fraction), money(amount)) : '.'}
					</>
				)}{' '}
				{wish.kind === 'pay' && `${words.payKept} `}
				<Agreement approval={margin.approval} />
			</output>
			{lineId === null && <Spread found={found} currency={currency} />}
			<div className="flex flex-wrap gap-x-2 gap-y-1.5">
				{isApplicable && <ApplyButton lineId={lineId ?? ''} discount={discount} isPrimary={false} />}
				{price !== null && (
					<GuardedButton size="small" onPress={() => copy(format.typed(price), words.copied(money(price)))}>
						{words.copyPrice}
					</GuardedButton>
				)}
				{!isApplicable && (
					<GuardedButton size="small" onPress={() => copy(format.typedPercent(discount), words.copied(percent))}>
						{words.copyDiscount(percent)}
					</GuardedButton>
				)}
			</div>
		</>
	);
}

function Agreement({ approval: { need, isUnsure } }: Pick<MarginView, 'approval'>) {
	const words = useTexts(texts);
	const levelName = useLevelName();
	if (need) return words.needs(levelName(need));
	return isUnsure ? words.unsureNeed : words.needsNobody;
}

/** More are looked up, not read. */
const linesAtFirst = 4;

/** Which lines the discount is spread over at which prices, and which are left as they are. */
function Spread({ found: { lines, left }, currency }: Pick<PriceProps, 'found' | 'currency'>) {
	const words = useTexts(texts);
	const format = useFormat();
	const [isWhole, setWhole] = useState(lines.length <= linesAtFirst + 1);
	const shown = isWhole ? lines : lines.slice(0, linesAtFirst);
	return (
		<div className="text-xs text-ink-3">
			<p className="m-0">{words.spread}</p>
			<ul className="m-0 list-none p-0">
				{shown.map(({ id, name, unitPrice }) => (
					<li key={id} className="flex items-baseline justify-between gap-3">
						<span className="min-w-0 wrap-anywhere text-ink-2">{name}</span>
						{unitPrice !== null && (
							<span className="whitespace-nowrap tabular-nums">
								{words.apiece(format.centMoney(unitPrice, currency))}
							</span>
						)}
					</li>
				))}
			</ul>
			{!isWhole && (
				<Button look="quiet" size="small" className="px-0!" onClick={() => setWhole(true)}>
					{words.moreLines(lines.length - linesAtFirst)}
				</Button>
			)}
			{left.length > 0 && (
				<p className="mt-1 mb-0">
					{words.left(format.list(left.map(({ name, why }) => words.leftLine(name, words.leftWhy[why]))))}
				</p>
			)}
		</div>
	);
}
