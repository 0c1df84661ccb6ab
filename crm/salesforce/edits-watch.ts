import type { DecimalString } from '../../core/model/decimal.ts';
import { isDecimalString } from '../../core/model/decimal.ts';
import { closest, inside, meetRoots } from './fields-dom.ts';

/** What Lightning tells by events alone. Listened to once per document, by the way, and changing nothing. */

interface Taken {
	readonly text: string;
	readonly value: DecimalString | null;
}

interface Watched {
	/** The cell of a table whose pencil or which itself had the focus last: its editor opens elsewhere. */
	cell: Element | null;
	/** Input → the number its component read from its text. */
	readonly taken: WeakMap<Element, Taken>;
}

const watched = new WeakMap<Document, Watched>();

const cells = 'tr[data-row-key-value] > td, tr[data-row-key-value] > th';

/** Begins to watch a document, or goes on. */
export function watch(document: Document): Watched {
	const before = watched.get(document);
	if (before) return before;
	const now: Watched = { cell: null, taken: new WeakMap() };
	watched.set(document, now);
	document.addEventListener(
		'focusin',
		(event) => {
			const path = event.composedPath();
			meetRoots(document, path);
			const [target] = path;
			const cell = isElement(target) ? closest(target, cells) : null;
			if (cell) now.cell = cell;
		},
		{ capture: true, passive: true },
	);
	document.addEventListener(
		'change',
		(event) => {
			const [source] = event.composedPath();
			const value: unknown = 'detail' in event ? (event.detail as { value?: unknown } | null)?.value : undefined;
			if (!isElement(source) || source.localName !== 'lightning-primitive-input-simple' || typeof value !== 'string')
				return;
			const [input] = inside<HTMLInputElement>(source, 'input');
			if (input) now.taken.set(input, { text: input.value, value: isDecimalString(value) ? value : null });
		},
		{ capture: true, passive: true },
	);
	return now;
}

function isElement(target: EventTarget | undefined): target is Element {
	return target !== undefined && 'localName' in target;
}

/** The number Lightning took from an input's text as it stands; undefined when it did not say. */
export function takenFrom(input: HTMLInputElement): DecimalString | null | undefined {
	const taken = watch(input.ownerDocument).taken.get(input);
	return taken && taken.text === input.value ? taken.value : undefined;
}
