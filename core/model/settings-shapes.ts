import * as v from 'valibot';
import { viewerShape } from './deal-shapes.ts';
import { id, maybe, text } from './shape-parts.ts';

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
	isBuyerSafe: v.boolean('wrong-type'),
	doesStartBuyerSafe: v.boolean('wrong-type'),
});

/** Settings that are chosen anew; what is absent stays. */
export const settingsChangeShape = v.strictObject({
	language: maybe(settingsShape.entries.language),
	theme: maybe(settingsShape.entries.theme),
	viewer: maybe(settingsShape.entries.viewer),
	isBuyerSafe: maybe(settingsShape.entries.isBuyerSafe),
	doesStartBuyerSafe: maybe(settingsShape.entries.doesStartBuyerSafe),
});

/** A name or key from outside that is kept. */
export const idShape = id;
/** A sentence somebody typed. */
export const sentenceShape = text(2000);
