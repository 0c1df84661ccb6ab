import { type MapColumn, type MapField, mapColumns } from '../../core/model/page-map.ts';
import { shownBy } from '../../crm/pointing/dom.ts';
import { find } from '../../crm/pointing/find.ts';
import { figures } from '../../crm/pointing/look.ts';
import { doubtfulNumber, mapOf, numberShown, type Reading, readBy } from './draft.ts';
import { head, type ListRow, list, type MakeButton, make, note, reads } from './parts.ts';
import { firstTexts } from './picking.ts';
import { mainFields, otherFields } from './steps.ts';
import { missingColumns } from './suggest.ts';
import type { Acts, View, Words } from './view.ts';

/** What the card holds at each step. */
export interface Screen {
	readonly content: readonly Node[];
	/** What Enter does; missing where only a press on the page goes on. */
	readonly primary?: () => void;
	readonly focus?: HTMLElement | null | undefined;
	/** Where what is hovered is told. */
	readonly output?: HTMLOutputElement | undefined;
}

/** Lines that are shown before saving. */
const mostLines = 3;

/** Offered by name; any other can be typed. */
const currencies = ['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'DKK', 'NOK', 'PLN'];

interface Parts {
	readonly body: readonly (Node | null)[];
	/** Its text and what it does. */
	readonly primary?: readonly [text: string, act: () => void] | null;
	readonly secondary?: readonly [text: string, act: () => void] | null;
	/** Where the focus goes; the primary button when missing. */
	readonly focus?: HTMLElement | null | undefined;
	readonly output?: HTMLOutputElement | undefined;
}

export function screenOf(view: View, acts: Acts, button: MakeButton): Screen {
	const { words, place, lost, canGoBack } = view;
	const { body, primary, secondary, focus, output } = partsOf(view, acts, button);
	const main = primary ? button(primary[0], primary[1], 'primary') : null;
	if (main && view.isSaving) main.disabled = true;
	const back = canGoBack ? button(words.back, acts.back, 'quiet first') : make('span', 'first');
	const buttons = [back, secondary ? button(secondary[0], secondary[1]) : null, main];
	const isOver = view.aside === 'saved' || view.aside === 'no-id';
	const close = { name: isOver ? words.close : words.cancel, act: acts.cancel };
	return {
		content: [
			head(
				button,
				lost === null ? words.title : words.repairTitle,
				place ? words.step(place.at, place.of) : '',
				{ name: words.move, act: acts.move },
				close,
			),
			make('div', 'body', ...body, view.problem ? note(view.problem, view.problem === words.review.notSaved) : null),
			make('footer', '', ...buttons),
		],
		...(primary ? { primary: primary[1] } : {}),
		focus: focus ?? main,
		output,
	};
}

function partsOf(view: View, acts: Acts, button: MakeButton): Parts {
	const { words, step } = view;
	const title = (text: string) => make('h2', '', text);
	const text = (said: string) => make('p', '', said);
	switch (view.aside) {
		case 'leave':
			return {
				body: [title(words.leave.ask), text(words.leave.help)],
				primary: [words.leave.stay, acts.stay],
				secondary: [words.leave.leave, acts.close],
			};
		case 'saved':
			return {
				body: [title(words.saved.ask), text(view.lost === null ? words.saved.help : words.saved.repaired(view.lost))],
				primary: [words.close, acts.close],
			};
		case 'no-id':
			return { body: [title(words.noId.ask), text(words.noId.help)], primary: [words.close, acts.close] };
		case 'repair': {
			const output = reads(view.read, words.hover);
			return {
				body: [title(words.repair.ask(view.lost ?? '')), text(words.repair.help), output],
				primary: view.isOffered ? [view.isSaving ? words.saving : words.take, acts.takeOffered] : null,
				secondary: [words.cancel, acts.cancel],
				output,
			};
		}
	}
	switch (step.kind) {
		case 'field':
			return fieldParts(view, acts, step.field);
		case 'others':
			return {
				body: [title(words.others.ask), text(words.others.help), fieldList(view, acts, button, otherFields)],
				primary: [words.next, acts.next],
			};
		case 'table':
			return {
				body: [
					title(view.isOffered ? words.table.guess : words.table.ask),
					text(view.isOffered ? words.table.guessHelp : words.table.help),
					soFar(view),
				],
				primary: view.isOffered ? [words.yes, acts.takeOffered] : null,
				secondary: [words.table.none, acts.noTable],
			};
		case 'columns':
			return columnsParts(view, acts, button);
		case 'column': {
			const { column } = step;
			const output = reads(view.read, words.hover);
			const isKnown = view.draft.columns?.[column] !== undefined;
			return {
				body: [title(words.column.ask(words.titles[column])), text(words.column.helps[column]), output],
				primary: view.isOffered ? [words.take, acts.takeOffered] : null,
				secondary: isKnown ? [words.leaveOut, () => acts.leaveOut(column, true)] : null,
				output,
			};
		}
		case 'review':
			return reviewParts(view, acts, button);
		case 'discountAs':
			return choice(button, words.discountAs.ask, null, [
				[words.discountAs.percent, () => acts.answer({ discountAs: 'percent' })],
				[words.discountAs.amount, () => acts.answer({ discountAs: 'amount' })],
			]);
		case 'numbers':
			return numbersParts(view, acts, button);
		case 'currency':
			return currencyParts(view, acts, button);
	}
}

function choice(
	button: MakeButton,
	ask: string,
	help: string | null,
	options: readonly (readonly [text: string, act: () => void])[],
	isSmall = false,
): Parts {
	const buttons = options.map(([text, act]) => button(text, act));
	return {
		body: [
			make('h2', '', ask),
			help ? make('p', '', help) : null,
			make('div', isSmall ? 'choices small' : 'choices', ...buttons),
		],
		focus: buttons[0],
	};
}

function fieldParts(view: View, acts: Acts, field: MapField): Parts {
	const { words, isOffered, draft } = view;
	const known = readField(view, field);
	const read = view.read ?? (known ? { title: words.reads(titleOf(words, field)), ...known } : null);
	const output = reads(read, words.hover);
	const isKnown = draft.fields[field] !== undefined;
	return {
		body: [
			make('h2', '', words.ask[field]),
			make('p', '', isOffered ? words.isItThis : words.help[field]),
			output,
			isOffered || field !== 'name' ? null : make('p', '', words.keys),
			soFar(view),
		],
		primary: isOffered ? [words.yes, acts.takeOffered] : isKnown ? [words.next, acts.next] : null,
		// The name is what people know a record by.
		secondary: isKnown
			? [words.leaveOut, () => acts.leaveOut(field, false)]
			: field === 'name'
				? null
				: [words.skip, acts.next],
		output,
	};
}

function readField(view: View, field: MapField): { text: string; number: string | null } | null {
	const { document, draft, words } = view;
	const hints = draft.fields[field];
	const isFigure = figures.includes(field);
	const place = hints ? find(document, hints, { isFigure }) : null;
	if (!place) return null;
	const text = shownBy(place);
	const isHeld = (place as HTMLInputElement).type === 'number';
	const number = isFigure ? (isHeld ? text : numberShown(document, draft, text)) : null;
	return { text, number: number === null ? null : words.asNumber(number) };
}

/** A field's title; the discount of a document is not that of a line. */
export function titleOf(words: Words, field: MapField): string {
	return field === 'discount' ? words.wholeDiscount : words.titles[field];
}

function rowOf(view: View, field: MapField, more?: HTMLElement): ListRow {
	const found = readField(view, field);
	const value = found && [found.text, found.number].filter(Boolean).join('\n');
	return { title: titleOf(view.words, field), value, ...(more ? { button: more } : {}) };
}

function fieldList(view: View, acts: Acts, button: MakeButton, fields: readonly MapField[]): HTMLElement {
	const { words, draft } = view;
	const rows = fields.map((field) => {
		const text = draft.fields[field] ? words.change : words.point;
		const name = `${text}: ${titleOf(words, field)}`;
		return rowOf(
			view,
			field,
			button(text, () => acts.go({ kind: 'field', field }), 'quiet', name),
		);
	});
	return list(rows, '—');
}

/** What was read so far, so that a wrong press is seen at once. */
function soFar(view: View): HTMLElement | null {
	const { draft, step } = view;
	const own = step.kind === 'field' ? step.field : null;
	const fields = [...mainFields, ...otherFields].filter((field) => draft.fields[field] && field !== own);
	return fields.length === 0
		? null
		: list(
				fields.map((field) => rowOf(view, field)),
				'—',
			);
}

function columnRows(view: View, acts: Acts, button: MakeButton): readonly ListRow[] {
	const { words, draft, document } = view;
	const texts = firstTexts(document, draft.columns ?? {});
	return mapColumns.map((column) => {
		const text = draft.columns?.[column] ? words.change : words.point;
		const name = `${text}: ${words.titles[column]}`;
		return {
			title: words.titles[column],
			value: texts[column] ?? null,
			button: button(text, () => acts.go({ kind: 'column', column }), 'quiet', name),
		};
	});
}

function columnsParts(view: View, acts: Acts, button: MakeButton): Parts {
	const { words, draft } = view;
	const [missing] = missingColumns(draft.columns ?? {});
	const title = missing && words.titles[missing];
	return {
		body: [
			make('h2', '', words.columns.ask),
			title ? note(words.columns.missing(title)) : make('p', '', words.columns.help),
			list(columnRows(view, acts, button), '—'),
		],
		primary: missing
			? [words.point, () => acts.go({ kind: 'column', column: missing as MapColumn })]
			: [words.next, acts.next],
	};
}

function numbersParts({ words, document, draft }: View, acts: Acts, button: MakeButton): Parts {
	const doubtful = doubtfulNumber(document, draft);
	const ask = (decimal: '.' | ',') => () => acts.answer({ decimal });
	const [, sign] = /([.,])/.exec(doubtful ?? '') ?? [];
	if (!doubtful || (sign !== '.' && sign !== ','))
		return choice(button, words.numbers.askSign, null, [
			[words.numbers.sign['.'], ask('.')],
			[words.numbers.sign[','], ask(',')],
		]);
	const other = sign === '.' ? ',' : '.';
	const bare = /\d+[.,]\d+/.exec(doubtful)?.[0] ?? doubtful;
	return choice(button, words.numbers.ask(doubtful), null, [
		[words.numbers.whole(bare.replace(sign, ''), sign), ask(other)],
		[words.numbers.fraction(bare, sign), ask(sign)],
	]);
}

function currencyParts({ words, problem }: View, acts: Acts, button: MakeButton): Parts {
	const parts = choice(
		button,
		words.currency.ask,
		words.currency.help,
		currencies.map((code) => [code, () => acts.answer({ currency: code })] as const),
		true,
	);
	const field = make('input', '');
	field.maxLength = 3;
	field.autocomplete = 'off';
	const wrong = make('p', problem ? '' : 'quiet');
	const take = () => {
		const code = field.value.trim().toUpperCase();
		if (/^[A-Z]{3}$/.test(code)) acts.answer({ currency: code });
		else if (code === '') acts.next();
		else wrong.textContent = words.currency.wrong;
	};
	return {
		...parts,
		body: [...parts.body, make('label', '', words.currency.other, field), wrong],
		primary: [words.next, take],
	};
}

function reviewParts(view: View, acts: Acts, button: MakeButton): Parts {
	const { words, draft, document, url, base } = view;
	const map = mapOf(draft, { document, url }, base);
	const reading = map && readBy(map, { document, url });
	const name = make('input', '');
	name.value = draft.name;
	name.maxLength = 80;
	name.autocomplete = 'off';
	name.addEventListener('input', () => acts.renamed(name.value.trim()));
	const currency = reading?.facts.currency ?? null;
	const go = (kind: 'currency' | 'columns' | 'table') => () => acts.go({ kind });
	const change = (kind: 'currency' | 'columns' | 'table', of: string) =>
		button(words.change, go(kind), 'quiet', `${words.change}: ${of}`);
	const fields = [...mainFields, ...otherFields].filter(
		(field) => draft.fields[field] !== undefined || field !== 'discount' || draft.columns !== null,
	);
	const money = list(
		[{ title: words.titles.currency, value: currency, button: change('currency', words.titles.currency) }],
		'—',
	);
	return {
		body: [
			make('h2', '', words.review.ask),
			make('p', '', words.review.help),
			...faults(view, reading),
			fieldList(view, acts, button, fields),
			money,
			linesOf(view, reading, change(draft.columns ? 'columns' : 'table', words.titles.product)),
			make('label', '', words.review.crmName, name),
		],
		primary: reading?.missing === null ? [view.isSaving ? words.saving : words.save, acts.save] : null,
	};
}

/** What does not hold together, said before anything is saved. */
function faults({ words }: View, reading: Reading | null): HTMLElement[] {
	if (!reading) return [note(words.numbers.askSign)];
	const { missing, contradicting, unreadable } = reading;
	return [
		...(missing === null ? [] : [note(words.review.missing(missing), true)]),
		...contradicting.slice(0, 1).map((product) => note(words.review.contradicting(product))),
		...unreadable.slice(0, 1).map((text) => note(words.review.unreadable(text))),
	];
}

function linesOf({ words }: View, reading: Reading | null, change: HTMLElement): HTMLElement {
	const lines = reading?.facts.lines ?? null;
	if (lines === null) return make('ul', '', make('li', '', make('span', '', words.review.noLines), change));
	const shown = lines.slice(0, mostLines).map(({ description, quantity, listPrice, netPrice }) => {
		const [count, list, net] = [quantity, listPrice, netPrice].map((value) => value ?? words.review.unknown);
		const product = make('span', '', description);
		product.title = description;
		return make('li', '', product, make('span', '', words.review.line(count ?? '', list ?? '', net ?? '')));
	});
	const rest = lines.length - shown.length;
	const hasCost = lines.some(({ unitCost }) => unitCost !== null);
	return make(
		'ul',
		'',
		make('li', 'all', make('span', '', words.review.lines(lines.length)), change),
		...shown,
		rest > 0 && make('li', 'all', words.review.more(rest)),
		!hasCost && make('li', 'all', words.review.noCost),
	);
}
