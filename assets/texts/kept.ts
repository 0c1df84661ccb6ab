import type { KeptKind } from '../../core/model/kept.ts';

/** Words of what is kept in this browser, in English. */
const en = {
	title: 'What is kept here',
	hint: 'In this browser, and nowhere else. Sizes are rough: the browser adds its own to each entry.',
	kind: 'Kind',
	count: 'Number',
	size: 'Size',
	none: 'none',
	kinds: {
		deals: 'Deals, as they were read last',
		notes: 'Ticks, reasons and approvals of deals',
		costs: 'Costs of products',
		collateral: 'Pieces of collateral',
		playbook: 'Playbook: process, limits, approvals, pay plan, trades and rates',
		drafts: 'Typed in forms and not saved',
		stages: 'Lists of the CRM’s stages',
		maps: 'CRMs and fields that were pointed out',
		settings: 'Settings',
		access: 'Access to CRMs',
		undo: 'What Undo of an import would bring back',
		other: 'Other: imports under way, what was put aside',
	} satisfies Record<KeptKind, string>,
	all: 'Together',
	estimate: (used: string, most: string) =>
		`Your browser itself says that Dealside uses about ${used}, and may use up to ${most}.`,
	noEstimate: 'Your browser does not say how much Dealside uses.',
	failed: 'What is kept could not be counted. It is still there.',
	counting: 'Counting …',
	less: (size: string) => `under ${size}`,
};

/** The same words in German. */
const de: typeof en = {
	title: 'Was hier gespeichert ist',
	hint: 'In diesem Browser und nirgends sonst. Die Größen sind ungefähr: Der Browser braucht für jeden Eintrag etwas mehr.',
	kind: 'Art',
	count: 'Anzahl',
	size: 'Größe',
	none: 'keine',
	kinds: {
		deals: 'Deals, wie sie zuletzt gelesen wurden',
		notes: 'Häkchen, Gründe und Freigaben von Deals',
		costs: 'Kosten von Produkten',
		collateral: 'Unterlagen',
		playbook: 'Playbook: Prozess, Grenzen, Freigaben, Vergütung, Gegenleistungen und Kurse',
		drafts: 'In Formulare getippt und nicht gespeichert',
		stages: 'Listen der Phasen im CRM',
		maps: 'CRMs und Felder, die gezeigt wurden',
		settings: 'Einstellungen',
		access: 'Zugänge zu CRMs',
		undo: 'Was „Rückgängig“ nach einem Import zurückbrächte',
		other: 'Anderes: begonnene Importe, Beiseitegelegtes',
	},
	all: 'Zusammen',
	estimate: (used, most) =>
		`Ihr Browser selbst sagt, dass Dealside etwa ${used} belegt und bis zu ${most} belegen darf.`,
	noEstimate: 'Ihr Browser sagt nicht, wie viel Dealside belegt.',
	failed: 'Was gespeichert ist, ließ sich nicht zählen. Es ist noch da.',
	counting: 'Wird gezählt …',
	less: (size) => `unter ${size}`,
};

/** Both languages. */
export const texts = { en, de };
