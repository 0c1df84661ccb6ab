/** A rule of the product without which a figure would be wrong or something would be given away, and how to take it out. */
export interface Guard {
	/** What holds while the guard is there, in words; of no other guard. */
	readonly name: string;
	/** Path from the project's root. */
	readonly file: string;
	/** Stands in the file exactly once, in part of a line or over several. */
	readonly text: string;
	/** What is there instead when the guard is taken out. */
	readonly without: string;
	/** Test files of which at least one test must fail without the guard. */
	readonly tests: readonly string[];
	/** How these tests run. `browser`: in Chromium, on the extension built without the guard. */
	readonly run: 'unit' | 'browser';
}

/** The guards of one part of the product. */
export interface GuardGroup {
	readonly title: string;
	readonly guards: readonly Guard[];
}
