import type { Instant } from './deal.ts';

/** What is typed in a form of the workspace and is not saved yet, kept so that closing its page loses nothing. */
export interface Draft {
	/** The page it is typed in: a word that no other open page has. */
	readonly owner: string;
	/** Name of the form; one draft for each form and owner. */
	readonly form: string;
	/** When it was typed. */
	readonly at: Instant;
	/** The form with what it was made from, as JSON. The page that made it knows the shape; another version may not. */
	readonly open: unknown;
}
