import type { en } from '../../assets/texts/pointing.ts';
import type { MapColumn, MapField, PageMap } from '../../core/model/page-map.ts';
import type { Draft } from './draft.ts';
import type { Read } from './parts.ts';
import type { Step } from './steps.ts';

/** What the guide says, in one language. */
export type Words = typeof en;

/** States beside the steps. */
export type Aside = 'leave' | 'saved' | 'no-id' | 'repair' | null;

/** What is shown now, as the screens draw it. */
export interface View {
	readonly words: Words;
	readonly document: Document;
	readonly url: URL;
	readonly draft: Draft;
	readonly base: PageMap | null;
	readonly step: Step;
	readonly aside: Aside;
	/** The lost field; null when a map is made. */
	readonly lost: string | null;
	readonly place: { readonly at: number; readonly of: number } | null;
	readonly problem: string | null;
	/** What is offered to be taken, or walked to by key. */
	readonly read: Read | null;
	readonly isOffered: boolean;
	readonly canGoBack: boolean;
	readonly isSaving: boolean;
}

/** What a user can do besides pointing. */
export interface Acts {
	go(step: Step): void;
	next(): void;
	back(): void;
	cancel(): void;
	stay(): void;
	close(): void;
	move(): void;
	takeOffered(): void;
	leaveOut(what: MapField | MapColumn, isColumn: boolean): void;
	noTable(): void;
	answer(change: Partial<Draft>): void;
	renamed(name: string): void;
	save(): void;
}
