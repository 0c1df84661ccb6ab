import * as v from 'valibot';
import type { Instant } from '../../../core/model/deal.ts';
import type { Draft } from '../../../core/model/draft.ts';
import type { Ask } from '../../ask.ts';
import { type Forms, formNames, isTouched, type OpenForm } from './forms.ts';
import type { FormName } from './kinds.ts';
import { formShapes, valueShapes } from './shapes.ts';

/** Which windows there are. */
export interface Windows {
	/** A word that no other window has, and that this one still has after a reload. */
	readonly own: () => Promise<string>;
	/** All that are open now, this one among them. */
	readonly open: () => Promise<ReadonlySet<string>>;
}

/** What keeping drafts works on. */
export interface DraftsSide {
	readonly ask: Ask;
	readonly windows: Windows;
	readonly now: () => Instant;
	readonly forms: () => Forms;
	/** Called with the forms of earlier visits, and with drafts that this version cannot show. */
	readonly restored: (forms: Forms, strays: readonly Draft[]) => void;
	/** Called with false while the browser has no room for them. */
	readonly areKept: (areKept: boolean) => void;
}

export interface Drafts {
	/** Brings back what was typed in this window before, or in one that is closed. */
	restore(): Promise<void>;
	/** To be called after every change of a form. */
	changed(): void;
	/** Keeps at once what would be kept a moment later: the window is about to go, and hears no answer any more. */
	flush(): void;
	drop(stray: Draft): Promise<void>;
}

/** What was typed is kept so long after its first key, also while one goes on typing. */
const keptAfterMs = 300;

/** The form that a draft holds; null for one of a shape that this version does not know. */
function openFormOfDraft({ form, at, open }: Draft): readonly [FormName, OpenForm<FormName>] | null {
	const name = formNames.find((each) => each === form);
	if (name === undefined) return null;
	const shape = v.strictObject({
		form: formShapes[name] as v.GenericSchema,
		base: formShapes[name] as v.GenericSchema,
		source: valueShapes[name] as v.GenericSchema,
		locale: v.string(),
	});
	if (!v.is(shape, open)) return null;
	return [name, { ...(open as OpenForm<FormName>), keptAt: at }];
}

/** Keeps open forms in storage until they are saved or discarded. */
export function createDrafts({ ask, windows, now, forms, restored, areKept }: DraftsSide): Drafts {
	/** The form as it is kept, or is about to be; null for none. */
	const kept: { [K in FormName]?: OpenForm<FormName> | null } = {};
	let queue: Promise<unknown> = Promise.resolve();
	let timer: ReturnType<typeof setTimeout> | null = null;

	async function keep(name: FormName, open: OpenForm<FormName> | null): Promise<void> {
		const owner = await windows.own();
		if (open === null) {
			await ask('draft.drop', { owner, form: name });
			return;
		}
		const { keptAt: _, ...rest } = open;
		const answer = await ask('draft.keep', { draft: { owner, form: name, at: now(), open: rest } });
		areKept(answer.ok);
	}

	function flush(isLeaving = false): void {
		if (timer !== null) clearTimeout(timer);
		timer = null;
		const present = forms();
		for (const name of formNames) {
			const open = present[name] as OpenForm<FormName> | null;
			const next = open !== null && isTouched(open) ? open : null;
			if (next === (kept[name] ?? null)) continue;
			kept[name] = next;
			// One after the other: a draft that was dropped must not come back by a slower question. A window that goes hears no
			// answer to wait for, and the browser carries what it asks in order.
			if (isLeaving) void keep(name, next);
			else queue = queue.then(() => keep(name, next));
		}
	}

	return {
		async restore() {
			const [answer, own, open] = await Promise.all([ask('drafts.list', null), windows.own(), windows.open()]);
			if (!answer.ok) return;
			const ours = answer.value.filter(({ owner }) => owner === own || !open.has(owner));
			// This window's own first, then what was typed last.
			const ordered = [...ours].sort(
				(left, right) => Number(right.owner === own) - Number(left.owner === own) || (left.at < right.at ? 1 : -1),
			);
			const strays: Draft[] = [];
			let found = forms();
			for (const draft of ordered) {
				const read = openFormOfDraft(draft);
				if (read === null) strays.push(draft);
				else if (found[read[0]] === null) {
					found = { ...found, [read[0]]: read[1] };
					if (draft.owner === own) kept[read[0]] = read[1];
					// Another one's becomes this window's.
					else queue = queue.then(() => ask('draft.drop', { owner: draft.owner, form: draft.form }));
				}
			}
			restored(found, strays);
			flush();
		},
		changed() {
			timer ??= setTimeout(() => flush(), keptAfterMs);
		},
		flush: () => flush(true),
		async drop({ owner, form }) {
			await ask('draft.drop', { owner, form });
		},
	};
}
