declare module 'jsdom' {
	/** The part of jsdom that saved pages are opened with. */
	export class JSDOM {
		constructor(html: string, options: { readonly url: string; readonly pretendToBeVisual?: boolean });
		readonly window: Window & typeof globalThis;
	}
}
