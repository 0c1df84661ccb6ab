import type { CrmId, DealFacts, DealNotes } from './deal.ts';
import type { PlaybookForDeal, Viewer } from './playbook.ts';

/** Where the sidebar is on one site, and how wide. */
export interface SiteLayout {
	readonly side: 'right' | 'left';
	/** 280–560. */
	readonly widthPx: number;
	readonly isCollapsed: boolean;
	/** Distance of the handle's middle from the top, as a fraction of the window's height, 0–1. */
	readonly handleAt: number;
}

export const defaultLayout: SiteLayout = { side: 'right', widthPx: 360, isCollapsed: false, handleAt: 0.5 };

export const layoutBounds = { minWidthPx: 280, maxWidthPx: 560, handleWidthPx: 28, handleHeightPx: 132 } as const;

/** The nearest layout that is allowed. */
export function boundedLayout(layout: SiteLayout): SiteLayout {
	return {
		side: layout.side === 'left' ? 'left' : 'right',
		widthPx: Math.round(Math.min(layoutBounds.maxWidthPx, Math.max(layoutBounds.minWidthPx, layout.widthPx))),
		isCollapsed: layout.isCollapsed,
		handleAt: Math.min(0.95, Math.max(0.05, layout.handleAt)),
	};
}

/** What the user chose for themselves, on this browser. */
export interface Settings {
	readonly language: 'auto' | 'en' | 'de';
	readonly theme: 'auto' | 'light' | 'dark';
	readonly viewer: Viewer;
	/** A customer may look on: no margin, cost, limit or pay is drawn. Stays until it is switched back. */
	readonly isBuyerSafe: boolean;
	/** The browser starts with `isBuyerSafe` on. */
	readonly doesStartBuyerSafe: boolean;
}

export const defaultSettings: Settings = {
	language: 'auto',
	theme: 'auto',
	viewer: { name: '', role: 'rep' },
	isBuyerSafe: false,
	doesStartBuyerSafe: false,
};

/** A host the user allowed Dealside on. */
export interface Site {
	/** Match pattern, "https://crm.example/*". */
	readonly pattern: string;
	/** "crm.example", with the port where there is one. */
	readonly label: string;
	/** `built-in`: known to the extension; `added`: allowed by the user. */
	readonly kind: 'built-in' | 'added';
}

/** What a CRM's page says of itself to who asks; a page where no adapter is at work gives no answer. */
export interface PageStatus {
	readonly crm: CrmId;
	/** What people call the CRM. */
	readonly crmTitle: string;
	readonly hasDeal: boolean;
	/** The page takes the sidebar away again and again, so that it is not placed there any more. */
	readonly isExpelled?: true;
}

/** A deal as it was last read, kept for when the CRM does not answer. */
export interface CachedDeal {
	readonly facts: DealFacts;
	/** When it was read from the CRM. */
	readonly at: string;
}

/** A kept row as other contexts get it: by what it is worth, not by what it holds. */
export type Told<T> = { readonly kind: 'absent' | 'unreadable' } | { readonly kind: 'value'; readonly value: T };

/** What a sidebar needs to draw one deal besides what the page tells. */
export interface DealContext {
	readonly playbook: PlaybookForDeal;
	/** Grows with every change of the playbook or the costs. */
	readonly revision: number;
	/** Null: those that are kept cannot be read. */
	readonly notes: DealNotes | null;
	/** The deal as it was read last; `absent` when it never was. What cannot be read is not told. */
	readonly cached: Told<CachedDeal>;
}

/** One thing wrong with a file. Rows count as an editor counts them, from 1; null when it concerns the whole file. */
export interface FileProblem {
	readonly row: number | null;
	/** Where in the file, in words a person can follow: "collateral 3 › url", "column cost". */
	readonly place: string;
	/** A code with a sentence in the table of texts. */
	readonly reason: string;
	/** The text that is wrong, cut to 80 characters; null when something is missing. */
	readonly found: string | null;
}
