import type { BrowserContext, Page } from 'playwright-core';
import type { Choices, Sequence, Shape, Speech, Step } from './sequence.ts';

/** What the runner needs of a CRM that runs somewhere: one small file each. */

/** An order made for one sequence. */
export interface Order {
	readonly id: string;
	/** As the sidebar calls it; of no other order. */
	readonly name: string;
}

/** What the CRM's API says of an order, in its own currency. */
export interface Truth {
	readonly revenue: number;
	/** Null when some line has none that the CRM knows. */
	readonly cost: number | null;
}

/** What became of a Save. `refused`: the CRM would not take what was typed. */
export type Saved = 'saved' | 'refused';

/** A CRM that runs, and a rep's hands in its pages. */
export interface Driver {
	readonly title: string;
	readonly choices: Choices;
	/** Origins that the extension must be let on. */
	readonly origins: readonly string[];
	/** Signs a rep of this language in. */
	signIn(page: Page, speech: Speech): Promise<void>;
	/** Makes an order by the API, and says what it is called. */
	make(shape: Shape, name: string): Promise<Order>;
	/** Shows it, ready to be typed in. */
	open(page: Page, order: Order): Promise<void>;
	/**
	 * Types one step, and leaves the cursor in the field. `before`: the steps typed already, which say what is in
	 * which row now. False when the page would not have it.
	 */
	type(page: Page, sequence: Sequence, step: Step, before: readonly Step[]): Promise<boolean>;
	/** Leaves the field in the way that the step names, and waits until the page has come to rest. */
	commit(page: Page, sequence: Sequence, step: Step, before: readonly Step[]): Promise<void>;
	/** Saves, by whatever buttons that takes. `pressed` is called at the moment of the last one. */
	save(page: Page, pressed: () => void): Promise<Saved>;
	/** What the CRM holds now. */
	truth(order: Order): Promise<Truth>;
	/** Lets the page go, with all that is not saved. */
	leave(page: Page, order: Order): Promise<void>;
	/** Ends what was started for it. */
	stop(): Promise<void>;
	/** Sets the extension up where the CRM needs that: rates, a list of costs. Missing: it is read as it was installed. */
	setUp?(context: BrowserContext): Promise<void>;
}
