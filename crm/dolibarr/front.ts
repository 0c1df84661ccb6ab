import type { RecordRef } from '../../core/model/deal.ts';
import type { Page } from '../contract.ts';

/** Which record a page shows. Seen on 16.0.3, 2026; addresses may name it by its number, or not at all. */

const tabs: Readonly<Record<RecordRef['kind'], string>> = {
	quote: 'a#comm.tab[href*="/comm/propal/card.php"]',
	opportunity: 'a#project.tab[href*="/projet/card.php"]',
};

/** Badges of a quote that is still an offer: draft and validated. Signed, refused and billed ones are none. */
const openBadges = '.statusref .badge-status0, .statusref .badge-status1';

/** The form in which a project's own values are edited. */
export function projectForm(document: Document): HTMLFormElement | null {
	const field = document.querySelector<HTMLElement>('form[action*="/projet/card.php"] [name="opp_amount"]');
	return field?.closest('form') ?? null;
}

function idIn(href: string | null | undefined): string | null {
	return /[?&]id=(\d+)/.exec(href ?? '')?.[1] ?? null;
}

/** True for a project that is followed as a lead. */
function isLead(document: Document): boolean {
	return document.querySelector<HTMLInputElement>('input[name="usage_opportunity"]')?.defaultChecked === true;
}

/** The quote or lead in front. */
export function recordInFront({ document, url }: Page): RecordRef | null {
	const site = url.origin;
	const quoteTab = document.querySelector(tabs.quote);
	if (quoteTab) {
		const form = document.querySelector<HTMLInputElement>('#addproduct input[name="id"]');
		const id = idIn(quoteTab.getAttribute('href')) ?? form?.value;
		const isClosed = document.querySelector('.statusref') !== null && !document.querySelector(openBadges);
		return id && !isClosed ? { crm: 'dolibarr', site, kind: 'quote', id } : null;
	}
	const form = projectForm(document)?.querySelector<HTMLInputElement>('input[name="id"]');
	const id = idIn(document.querySelector(tabs.opportunity)?.getAttribute('href')) ?? form?.value;
	return id && isLead(document) ? { crm: 'dolibarr', site, kind: 'opportunity', id } : null;
}

/** The folder Dolibarr is served from, "/" or "/dolibarr/htdocs/". */
export function prefixOf({ document, url }: Page): string {
	const links = [tabs.quote, tabs.opportunity].map((tab) => document.querySelector(tab)?.getAttribute('href'));
	const action = projectForm(document)?.getAttribute('action');
	for (const path of [...links, action, url.pathname]) {
		const [, prefix] = /^([^?]*\/)(?:comm\/propal|projet)\//.exec(path ?? '') ?? [];
		// Links are from the root of the site; a whole address in one would lead to another place.
		if (prefix?.startsWith('/') && !prefix.startsWith('//')) return prefix;
	}
	return '/';
}
