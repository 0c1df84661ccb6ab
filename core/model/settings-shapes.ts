import * as v from 'valibot';
import { viewerShape } from './deal-shapes.ts';
import { id, text } from './shape-parts.ts';

export const layoutShape = v.strictObject({
	side: v.picklist(['left', 'right']),
	widthPx: v.pipe(v.number(), v.finite()),
	isCollapsed: v.boolean(),
	handleAt: v.pipe(v.number(), v.finite()),
});

export const settingsShape = v.strictObject({
	language: v.picklist(['auto', 'en', 'de']),
	theme: v.picklist(['auto', 'light', 'dark']),
	viewer: viewerShape,
	// A sidebar from before an update does not know it.
	isBuyerSafe: v.optional(v.boolean('wrong-type'), false),
	doesStartBuyerSafe: v.optional(v.boolean('wrong-type'), false),
});

/** A name or key from outside that is kept. */
export const idShape = id;
/** A sentence somebody typed. */
export const sentenceShape = text(2000);
