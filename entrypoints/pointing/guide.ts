import { languageOf } from '../../assets/texts/languages.ts';
import { texts } from '../../assets/texts/pointing.ts';
import type { Instant } from '../../core/model/deal.ts';
import type { Hints, MapColumn, MapField, PageMap, PointedField } from '../../core/model/page-map.ts';
import { shapeOf } from '../../crm/pointing/address.ts';
import { placeOf } from '../../crm/pointing/dom.ts';
import { find } from '../../crm/pointing/find.ts';
import { figures } from '../../crm/pointing/look.ts';
import { findTable, headsOf } from '../../crm/pointing/table.ts';
import { type Draft, draftOf, emptyDraft, isTouched, mapOf, nameOfCrm, type Question, questionsOf } from './draft.ts';
import { buttonMaker, fillReads, type Read } from './parts.ts';
import { type Pick, type Problem, pickColumn, pickField, pickLost, pickTable, placesOn, seenAt } from './picking.ts';
import { screenOf, titleOf } from './screens.ts';
import { placeOfStep, type Step, stepAfter } from './steps.ts';
import { suggestField, suggestTable } from './suggest.ts';
import { type Mark, openSurface } from './surface.ts';
import type { Acts, Aside, View } from './view.ts';

/** What is pointed at: a kind of page from the start or again, or the one field that an adapter lost. */
export type Aim =
	| { readonly kind: 'map'; readonly base: PageMap | null }
	| { readonly kind: 'repair'; readonly crm: string; readonly field: string; readonly crmTitle: string };

export interface GuideNeeds {
	readonly document: Document;
	readonly url: URL;
	/** As the browser says it: "de-AT". */
	readonly language: string;
	now(): Instant;
	newId(): string;
	elementAt(x: number, y: number): Element | null;
	isReal(event: Event): boolean;
	/** False when it could not be saved. */
	saveMap(map: PageMap): Promise<boolean>;
	savePointed(field: PointedField): Promise<boolean>;
	/** What was saved is in force. */
	saved(): void;
	/** The guide is gone, whatever came of it. */
	closed(): void;
}

export interface Guide {
	/** Puts the focus on the card. */
	focus(): void;
	close(): void;
}

/** Opens the guide over a page. Nothing is kept before the user saves, and nothing stays on the page after it. */
export function openGuide(needs: GuideNeeds, aim: Aim): Guide {
	const { document, url } = needs;
	const words = texts[languageOf(needs.language)];
	const base = aim.kind === 'map' ? aim.base : null;
	const { button, actOf } = buttonMaker();
	const first: Step = base ? { kind: 'review' } : { kind: 'field', field: 'name' };
	let draft: Draft = base ? draftOf(base) : { ...emptyDraft, name: nameOfCrm(document, url) };
	const before = draft;
	let step: Step = first;
	let history: Step[] = [];
	let aside: Aside = aim.kind === 'repair' ? 'repair' : !base && shapeOf(url) === null ? 'no-id' : null;
	let problem: string | null = null;
	/** Offered to be taken by a button or Enter: a guess, or what the arrow keys went to. */
	let offered: Element | null = null;
	let lostHints: Hints | null = null;
	let questions: readonly Question[] = [];
	let isSaving = false;
	let output: HTMLOutputElement | null = null;
	let marked: Mark[] = [];

	const isPointing = () =>
		aside === 'repair' ||
		(aside === null && (step.kind === 'field' || step.kind === 'table' || step.kind === 'column'));
	const field = (): MapField | null => (aside === null && step.kind === 'field' ? step.field : null);

	const surface = openSurface({
		document,
		elementAt: needs.elementAt,
		isReal: needs.isReal,
		actOf,
		hovered,
		pressed,
		entered: () => screen?.primary?.(),
		escaped: cancel,
		stepped,
	});
	let screen: ReturnType<typeof screenOf> | null = null;

	const acts: Acts = {
		go(next) {
			history = [...history, step];
			enter(next);
		},
		next() {
			history = [...history, step];
			enter(stepAfter(step, draft, questionsOf(document, draft)));
		},
		back() {
			const [last] = history.slice(-1);
			history = history.slice(0, -1);
			if (last) enter(last);
		},
		cancel,
		stay() {
			aside = aim.kind === 'repair' ? 'repair' : null;
			draw();
		},
		close,
		move: surface.moveCard,
		takeOffered() {
			if (offered) pressed(offered);
		},
		leaveOut(what, isColumn) {
			const without = <T extends object>(all: T): T =>
				Object.fromEntries(Object.entries(all).filter(([name]) => name !== what)) as T;
			draft = isColumn
				? { ...draft, columns: draft.columns && without(draft.columns) }
				: { ...draft, fields: without(draft.fields) };
			if (step.kind === 'column' || step.kind === 'field') stepBack();
			else draw();
		},
		noTable() {
			draft = { ...draft, columns: null };
			acts.next();
		},
		answer(change) {
			draft = { ...draft, ...change };
			acts.next();
		},
		renamed(name) {
			draft = { ...draft, name };
		},
		save: () => void save(),
	};

	/** A detour from a list ends there again; the list is not gone back to twice. */
	function stepBack(): void {
		const [last] = history.slice(-1);
		if (last && isList(last)) {
			history = history.slice(0, -1);
			enter(last);
		} else acts.next();
	}

	function isList({ kind }: Step): boolean {
		return kind === 'others' || kind === 'columns' || kind === 'review';
	}

	function enter(next: Step): void {
		step = next;
		problem = null;
		offered = null;
		if (next.kind === 'field' && !draft.fields[next.field]) offered = suggestField(document, next.field);
		if (next.kind === 'others' && !history.some(({ kind }) => kind === 'others')) suggestOthers();
		if (next.kind === 'table' && !draft.columns) offered = suggestTable(document, draft)?.table ?? null;
		draw();
	}

	/** Offered in a list, where each can be changed or left out at a glance. */
	function suggestOthers(): void {
		for (const name of ['account', 'number', 'probability'] as const) {
			const place = draft.fields[name] ? null : suggestField(document, name);
			const picked = place && pickField(document, place, name);
			if (picked?.ok) draft = { ...draft, fields: { ...draft.fields, [name]: picked.value } };
		}
	}

	function readOf(element: Element): Read | null {
		const lost = aim.kind === 'repair' ? aim.field : null;
		const name = field();
		if (step.kind === 'table' && lost === null) return null;
		const { text, number, isDoubtful } = seenAt(document, element, name, draft);
		if (text === '') return null;
		const title = lost ?? (step.kind === 'column' ? words.titles[step.column] : titleOf(words, name ?? 'name'));
		const said = number === null ? (isDoubtful ? words.asNumberLater : null) : words.asNumber(number);
		return { title: words.reads(title), text: text.slice(0, 200), number: said };
	}

	function draw(): void {
		questions = questionsOf(document, draft);
		const view: View = {
			words,
			document,
			url,
			draft,
			base,
			step,
			aside,
			lost: aim.kind === 'repair' ? aim.field : null,
			place: aside === null ? placeOfStep(step, draft, questions) : null,
			problem,
			read: offered && readOf(offered),
			isOffered: offered !== null,
			canGoBack: history.length > 0 && aside === null,
			isSaving,
		};
		screen = screenOf(view, acts, button);
		output = screen.output ?? null;
		marked = marks();
		surface.show(screen.content, isPointing(), screen.focus);
		surface.mark(marked);
	}

	/** Marks around what was pointed at so far, and what is offered now. */
	function marks(): Mark[] {
		if (aside !== null && aside !== 'repair') return [];
		const own = field();
		const fields = (Object.entries(draft.fields) as [MapField, Hints][]).flatMap(([name, hints]): Mark[] => {
			const place = find(document, hints, { isFigure: figures.includes(name) });
			return place ? [{ element: place, look: name === own ? 'guess' : 'taken', tag: titleOf(words, name) }] : [];
		});
		const columns = draft.columns ?? {};
		const found = draft.columns ? findTable(document, columns) : null;
		const heads = found ? headsOf(found.table) : [];
		const roles = (Object.entries(found?.at ?? {}) as [MapColumn, { place: number }][]).flatMap(
			([column, { place }]): Mark[] => {
				const head = heads[place];
				return head ? [{ element: head.cell, look: 'taken', tag: words.titles[column] }] : [];
			},
		);
		return [
			...fields,
			...(found ? [{ element: found.table, look: 'list' } as const] : []),
			...roles,
			...(offered ? [{ element: offered, look: 'guess' } as const] : []),
		];
	}

	function hovered(element: Element | null): void {
		const target = element && (step.kind === 'table' && aside === null ? element : placeOf(element));
		const isFrame = element?.localName === 'iframe';
		const read = element && !isFrame ? readOf(element) : null;
		surface.mark(read && target ? [...marked, { element: target, look: 'hover' }] : marked);
		if (output) fillReads(output, read ?? (offered && readOf(offered)), words.hover);
	}

	function pressed(element: Element): void {
		if (aim.kind === 'repair') {
			if (aside !== 'repair') return;
			accept(pickLost(document, element), element, (hints) => {
				lostHints = hints;
				void save();
			});
		} else if (step.kind === 'field') {
			const { field: name } = step;
			accept(pickField(document, element, name), element, (hints) => {
				draft = { ...draft, fields: { ...draft.fields, [name]: hints } };
				stepBack();
			});
		} else if (step.kind === 'table')
			accept(pickTable(document, element, draft), element, (columns) => {
				draft = { ...draft, columns, discountAs: null };
				acts.next();
			});
		else if (step.kind === 'column') {
			const { column } = step;
			accept(pickColumn(document, element, column, draft), element, (columns) => {
				draft = { ...draft, columns, ...(column === 'discount' ? { discountAs: null } : {}) };
				stepBack();
			});
		}
	}

	function accept<T>(picked: Pick<T>, element: Element, take: (value: T) => void): void {
		if (picked.ok) {
			take(picked.value);
			return;
		}
		problem = told(picked.problem, element);
		draw();
	}

	function told(what: Problem, element: Element): string {
		return what === 'no-number'
			? words.problems[what](seenAt(document, element, null, draft).text.slice(0, 80))
			: words.problems[what];
	}

	function stepped(by: 1 | -1): void {
		const places =
			step.kind === 'table' && aside === null
				? [...document.querySelectorAll('table,[role=table],[role=grid]')]
				: placesOn(document);
		const at = offered ? places.indexOf(offered) : by > 0 ? -1 : 0;
		offered = places[(at + by + places.length) % places.length] ?? null;
		problem = null;
		offered?.scrollIntoView({ block: 'center' });
		draw();
	}

	async function save(): Promise<void> {
		if (isSaving) return;
		const at = needs.now();
		const map = aim.kind === 'map' ? mapOf(draft, { document, url }, base, { id: needs.newId(), at }) : null;
		isSaving = true;
		draw();
		const isKept =
			aim.kind === 'repair'
				? lostHints !== null &&
					(await needs.savePointed({
						crm: aim.crm,
						site: url.origin,
						field: aim.field,
						hints: lostHints,
						updatedAt: at,
					}))
				: map !== null && (await needs.saveMap(map));
		isSaving = false;
		problem = isKept ? null : words.review.notSaved;
		if (isKept) {
			aside = 'saved';
			surface.release();
			needs.saved();
		}
		draw();
	}

	function cancel(): void {
		if (aside === 'leave') acts.stay();
		else if (aside === null && isTouched(draft) && draft !== before) {
			aside = 'leave';
			draw();
		} else close();
	}

	function close(): void {
		surface.remove();
		needs.closed();
	}

	if (aside === null && !base) enter(first);
	else draw();
	return { focus: draw, close };
}
