import type { RecordRef } from '../../core/model/deal.ts';
import type { Page } from '../contract.ts';
import { followed, isSameRecord } from '../kit/front.ts';

/** Where a record stands: in a page of version 7, in the same page inside the shell of 8, or in the shell itself. */

/** A page of the classic interface that shows a deal or a quote. Seen in 8.2.3, 2026. */
export interface Classic {
	readonly document: Document;
	readonly content: Element;
	readonly isEditView: boolean;
	/** The form with the record's id: all its fields in the edit view. */
	readonly form: HTMLFormElement;
	readonly ref: RecordRef;
}

const kinds: Readonly<Record<string, RecordRef['kind']>> = { Opportunities: 'opportunity', AOS_Quotes: 'quote' };

/** What people call the modules in an address of version 8. */
const hashKinds: Readonly<Record<string, RecordRef['kind']>> = {
	opportunities: 'opportunity',
	Opportunities: 'opportunity',
	quotes: 'quote',
	AOS_Quotes: 'quote',
	'aos-quotes': 'quote',
};

/** Stages of a quote that is no offer any more. */
const closedStages: readonly string[] = ['Closed Accepted', 'Closed Lost', 'Closed Dead'];

/** Longer than a page needs to follow its address, on a busy server too; a copy that looks the same waits as long. */
const followsWithinMs = 15_000;

/** Longer than a busy server needs to show a record again that was just saved, in a frame that is empty meanwhile. */
const loadsWithinMs = 30_000;

/** True on the shell of version 8. */
export function isShell({ document }: Page): boolean {
	return document.querySelector('app-root') !== null;
}

/** The folder that version 8 is served from, "/" or "/public/"; that of `index.php` for 7. */
export function baseOf({ url }: Page): string {
	return url.pathname.replace(/[^/]*$/, '');
}

/** The folder of the classic interface's `index.php`. */
export function classicBaseOf(page: Page): string {
	return isShell(page) ? `${baseOf(page)}legacy/` : baseOf(page);
}

function classicFrame(document: Document): HTMLIFrameElement | null {
	return document.querySelector<HTMLIFrameElement>(
		'app-root scrm-classic-view-ui iframe, app-root .classic-view-container > iframe',
	);
}

/** The document of the classic interface; null while its frame has none. */
function classicDocument(page: Page): Document | null {
	if (!isShell(page)) return page.document;
	try {
		return classicFrame(page.document)?.contentDocument ?? null;
	} catch {
		return null;
	}
}

/** The saved stage of a quote: hidden beside its text, or what the edit view's list was served with. */
function savedStage(content: Element): string | null {
	const shown = content.querySelector<HTMLInputElement>('[field="stage"] input.sugar_field[type="hidden"]');
	if (shown) return shown.value;
	const list = content.querySelector<HTMLSelectElement>('form#EditView select#stage');
	return [...(list?.options ?? [])].find(({ defaultSelected }) => defaultSelected)?.value ?? null;
}

/** The deal or quote that the classic interface shows; null for lists, other modules, closed quotes, forms to create. */
export function classicOf(page: Page): Classic | null {
	const document = classicDocument(page);
	// Sub-panels may hold further forms of the same ids: the first one in the content is the page's own.
	const content = document?.querySelector('#pagecontent') ?? null;
	if (!document || !content) return null;
	const [, module = ''] = /(?:^|\s)view-module-(\w+)/.exec(content.className) ?? [];
	const [, action = ''] = /(?:^|\s)view-action-(\w+)/.exec(content.className) ?? [];
	const kind = kinds[module];
	const isEditView = action === 'EditView';
	if (!kind || (!isEditView && action !== 'DetailView')) return null;
	const form = content.querySelector<HTMLFormElement>(isEditView ? 'form#EditView' : 'form#formDetailView');
	const id = form?.querySelector<HTMLInputElement>('input[name="record"]')?.value;
	if (!form || !id) return null;
	if (kind === 'quote' && closedStages.includes(savedStage(content) ?? '')) return null;
	return { document, content, isEditView, form, ref: { crm: 'suitecrm', site: page.url.origin, kind, id } };
}

/** The record of version 8's own pages that is drawn, when it is an opportunity. */
export function shellRecord({ document }: Page): Element | null {
	const record = document.querySelector('app-root scrm-record');
	return record?.querySelector('.dynamic-field-name-sales_stage, .dynamic-field-name-amount') ? record : null;
}

/** What the address of version 8 names. */
function named({ url }: Page): RecordRef | null {
	const [, module = '', id = ''] =
		/^#\/([\w-]+)\/(?:record|edit|detail|DetailView|EditView)\/([^/?#]+)/.exec(url.hash) ?? [];
	const kind = hashKinds[module];
	return kind && id ? { crm: 'suitecrm', site: url.origin, kind, id: plainId(id) } : null;
}

function plainId(id: string): string {
	try {
		return decodeURIComponent(id);
	} catch {
		return id;
	}
}

/** All a record shows, as one text: two looks of the same text saw the same record. */
function printOf(record: Element): string {
	const fields = [...record.querySelectorAll('input')].map(({ value }) => value);
	return `${fields}|${record.textContent}`;
}

const front = followed(followsWithinMs);

/**
 * The deal or quote in front. In the shell of 8 the address names the next record some 300–700 ms before it is drawn:
 * until what is shown changes the last one stays.
 */
export function recordInFront(page: Page): RecordRef | null {
	const classic = classicOf(page);
	if (!isShell(page)) return classic?.ref ?? null;
	const { document } = page;
	if (classic) {
		// A record of the classic interface says its id itself.
		front.keep(document, { ref: classic.ref, print: null });
		return classic.ref;
	}
	const wanted = named(page);
	if (classicFrame(document)) {
		// Each change of view replaces the frame, which is empty for a moment.
		const isLoading = classicDocument(page)?.querySelector('#pagecontent') == null;
		const before = isLoading ? front.last(document, loadsWithinMs) : null;
		return before && wanted && isSameRecord(before.ref, wanted) ? before.ref : null;
	}
	const record = shellRecord(page);
	if (!record || wanted?.kind !== 'opportunity') return null;
	return front.follow(document, wanted, printOf(record));
}
