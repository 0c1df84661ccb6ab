/** Random edit sequences: the same seed gives the same ones, on every machine and for every CRM that takes their steps. */

/** What a rep may do to a deal. `off`: a discount given as an amount; `list`: the price before discounts. */
export const stepKinds = [
	'price',
	'discount',
	'off',
	'list',
	'quantity',
	'unit',
	'product',
	'cost',
	'add',
	'remove',
	'undelete',
	'currency',
	'pricelist',
	'dialog',
] as const;
export type StepKind = (typeof stepKinds)[number];

/**
 * How a field is left. `line`: a press on another line; `sidebar`: a press in Dealside, which leaves the cursor where it
 * is in some CRMs; `ok`: the button of the dialog that the field is in; `escape`: the key that takes back what was
 * typed in the field.
 */
export const commits = ['tab', 'enter', 'line', 'sidebar', 'ok', 'escape'] as const;
export type Commit = (typeof commits)[number];

export interface Step {
	readonly kind: StepKind;
	/** 0 is the first line as the order was made; lines added by a step count on. Null for what belongs to no line. */
	readonly line: number | null;
	/** The keys that are typed, a product's code, a unit's name; "CP-7*3" for a new line. */
	readonly value: string;
	readonly commit: Commit;
}

/** A line as the order has it before anything is typed. */
export interface ShapeLine {
	readonly product: string;
	readonly quantity: string;
	/** Fraction of list. */
	readonly discount: string;
	/** Name of the unit; absent: the product's own. */
	readonly unit?: string;
	/** The line has no list price of its own. */
	readonly hasNoList?: true;
}

export interface Shape {
	readonly name: string;
	/** Three letters; absent: the company's own. */
	readonly currency?: string;
	/** Absent: none. */
	readonly pricelist?: string;
	readonly lines: readonly ShapeLine[];
}

/** How a user's client writes numbers, and in which language it speaks. */
export interface Speech {
	readonly language: 'en' | 'de';
	readonly decimal: '.' | ',';
	readonly group: string;
}

/** One order and what is typed into it. */
export interface Sequence {
	readonly seed: number;
	readonly language: Speech['language'];
	readonly shape: Shape;
	readonly steps: readonly Step[];
}

/** What a CRM has to choose from. */
export interface Choices {
	/** Kinds of step, each as often as its number says beside the others. */
	readonly kinds: Readonly<Partial<Record<StepKind, number>>>;
	readonly commits: readonly Commit[];
	readonly speeches: readonly Speech[];
	readonly shapes: readonly Shape[];
	/** Price of each product by its code, for numbers that somebody might type. */
	readonly prices: Readonly<Record<string, number>>;
	/** Units that a line of this product can be sold in, its own among them; none: it has one only. */
	readonly units: Readonly<Record<string, readonly string[]>>;
	readonly currencies: readonly string[];
	readonly pricelists: readonly string[];
	/** Texts for the CRM's own discount dialog. */
	readonly dialogs: readonly string[];
	/** Most steps of one sequence. */
	readonly mostSteps: number;
	/** What is no number, or no whole one, and is typed now and then in a field for numbers; absent: nothing of that kind. */
	readonly garbage?: readonly string[];
}

/** A source of random numbers from 0 to below 1 that is known by its seed alone. */
function randomOf(seed: number): () => number {
	let state = (seed * 2654435761) >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

const percents = [
	'0',
	'1',
	'3.33',
	'5',
	'7.5',
	'10',
	'12.5',
	'15',
	'20',
	'33.333',
	'40',
	'100',
	'-5',
	'8',
	'17.25',
	'25',
];
const quantities = ['1', '2', '3', '4', '5', '7', '10', '12', '2.5', '2.333', '20', '100', '0', '-1', '6', '15'];

/** `true` so often out of 100. */
type Chance = (percent: number) => boolean;

/** A number as somebody types it who writes like this; now and then in another way that the client must make something of. */
function written(plain: string, { decimal, group }: Speech, chance: Chance): string {
	const [whole = '', part] = plain.split('.');
	const other = decimal === '.' ? ',' : '.';
	if (part !== undefined) return `${whole}${chance(8) ? other : decimal}${part}`;
	if (/^\d{4,}$/.test(whole) && chance(10)) return whole.replace(/\B(?=(\d{3})+$)/g, group);
	if (chance(4)) return `${whole}${decimal}00`;
	return whole;
}

/** The sequence of this number; `choices` are the CRM's. */
export function sequenceOf(seed: number, choices: Choices): Sequence {
	const random = randomOf(seed);
	const chance: Chance = (percent) => random() * 100 < percent;
	const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
	const speech = pick(choices.speeches);
	const shape = pick(choices.shapes);
	/** Product of each line that is there; null for one that was removed. */
	const lines: { product: string; isRemoved: boolean }[] = shape.lines.map(({ product }) => ({
		product,
		isRemoved: false,
	}));
	const weights = Object.entries(choices.kinds) as [StepKind, number][];
	const sum = weights.reduce((total, [, weight]) => total + weight, 0);

	function kindNow(): StepKind {
		let at = random() * sum;
		for (const [kind, weight] of weights) {
			at -= weight;
			if (at < 0) return kind;
		}
		return 'price';
	}

	const garbage = choices.garbage ?? [];
	const isGarbage = () => garbage.length > 0 && chance(10);
	const number = (plain: string) => (isGarbage() ? pick(garbage) : chance(2) ? '' : written(plain, speech, chance));

	/** Null when nothing of this kind can be done now. */
	function stepNow(): Step | null {
		const kind = kindNow();
		const commit = pick(choices.commits);
		if (kind === 'currency') return { kind, line: null, value: pick(choices.currencies), commit };
		if (kind === 'pricelist') return { kind, line: null, value: pick(choices.pricelists), commit };
		if (kind === 'dialog') return { kind, line: null, value: pick(choices.dialogs), commit };
		const products = Object.keys(choices.prices);
		if (kind === 'add') {
			const product = pick(products);
			const line = lines.push({ product, isRemoved: false }) - 1;
			return { kind, line, value: `${product}*${number(pick(quantities)) || '1'}`, commit };
		}
		const open = lines.flatMap(({ isRemoved }, at) => (isRemoved === (kind === 'undelete') ? [at] : []));
		if (open.length === 0) return null;
		const line = pick(open);
		const of = lines[line] as { product: string; isRemoved: boolean };
		if (kind === 'remove' || kind === 'undelete') {
			if (kind === 'remove' && open.length === 1) return null;
			of.isRemoved = kind === 'remove';
			return { kind, line, value: '', commit };
		}
		if (kind === 'product') {
			of.product = pick(products);
			return { kind, line, value: of.product, commit };
		}
		if (kind === 'unit') {
			const units = choices.units[of.product] ?? [];
			return units.length === 0 ? null : { kind, line, value: pick(units), commit };
		}
		const price = choices.prices[of.product] ?? 100;
		const near = (share: number) => (price * share).toFixed(pick([0, 0, 2, 2, 4])).replace(/\.0+$/, '');
		const plain = {
			price: () => (chance(3) ? pick(['0', '-10']) : near(0.6 + random() * 0.6)),
			list: () => (chance(5) ? '' : near(0.7 + random() * 0.6)),
			off: () => (chance(10) ? '0' : near(random() * 0.3)),
			cost: () => (chance(10) ? '0' : near(0.3 + random() * 0.6)),
			discount: () => pick(percents),
			quantity: () => pick(quantities),
		}[kind]();
		return { kind, line, value: plain === '' ? '' : number(plain), commit };
	}

	const wanted = 1 + Math.floor(random() * choices.mostSteps);
	const steps: Step[] = [];
	for (let tries = 0; steps.length < wanted && tries < 50; tries += 1) {
		const step = stepNow();
		if (step) steps.push(step);
	}
	return { seed, language: speech.language, shape, steps };
}

/** "quantity:0:3:line; discount:1:12,5:tab", to be typed into a command. */
export function stepsText(steps: readonly Step[]): string {
	return steps
		.map(({ kind, line, value, commit }) => [kind, line ?? '', encodeURIComponent(value), commit].join(':'))
		.join('; ');
}

/** What `stepsText` wrote. Throws with the place of what it does not know. */
export function stepsOf(text: string): readonly Step[] {
	return text
		.split(';')
		.map((part) => part.trim())
		.filter(Boolean)
		.map((part) => {
			const [kind = '', line = '', value = '', commit = 'tab'] = part.split(':');
			if (!(stepKinds as readonly string[]).includes(kind)) throw new Error(`no step is called “${kind}”: ${part}`);
			if (!(commits as readonly string[]).includes(commit)) throw new Error(`no field is left by “${commit}”: ${part}`);
			return {
				kind: kind as StepKind,
				line: line === '' ? null : Number(line),
				value: decodeURIComponent(value),
				commit: commit as Commit,
			};
		});
}
