import type { NumberDialect } from '../../core/model/number-text.ts';

/**
 * How the number fields of each CRM take a text: one row per CRM, two where its fields differ. Each is an export of its
 * own, so that a CRM's script carries no other's. What is shown and not typed is read alike everywhere.
 */

/**
 * All group signs are dropped first, wherever they are, then the decimal sign becomes a point, so that "12,5" of an
 * English user is 125 and "1.5" of a German one 15. What is left goes to JavaScript's `Number`: "1e1" is 10. "=10+5" is
 * worked out when the field is left, and is no number before. Seen on 16.0 to 19.0, 2026-11-24.
 */
export const odoo: NumberDialect = {
	groups: 'anywhere',
	hasExponent: true,
	hasPlus: true,
	isOpen: true,
	spaces: 'groups',
};

/** Texts are written by the browser's own `Intl`, in Persian with Persian digits. Seen on sao 6.0.28, 2026-11-24. */
export const tryton: NumberDialect = { groups: 'placed', isLenient: true };

/**
 * The page itself regroups at each key and drops signs that are not the user's, so what is in the field is what is
 * saved; "12." is saved as 12 and "0." as 0. Seen on 9.2.6, 2026-11-29.
 */
export const espocrm: NumberDialect = { groups: 'placed', isLenient: true, isEndTaken: true, isOpen: true };

/**
 * Quantity and cost. Percent signs, letters and spaces go; a plain number with a point is taken as it is in every
 * language; else group signs go and the decimal sign becomes a point: English "12,5" is 125. Seen on 16.0.3, 2026-11-24.
 */
export const dolibarrQuantity: NumberDialect = {
	groups: 'anywhere',
	behind: 'letters',
	hasExponent: true,
	isEndTaken: true,
	isOpen: true,
	spaces: 'all',
	point: 'always',
};

/** Price and discount: where the point groups, exactly three digits behind it are thousands. Seen on 16.0.3, 2026-11-24. */
export const dolibarrPrice: NumberDialect = { ...dolibarrQuantity, point: 'unless-groups' };

/**
 * The line editor drops group signs, makes the decimal sign a point and calls `parseFloat`, which takes the number that a
 * text begins with: "15%" is 15, "1.5" of a German user 15, an empty field 0. Powers of ten and hyphens behind it are
 * nobody's wish, and are not read. Seen on 7.14.6 and 8.8, 2026-11-24.
 */
export const suitecrm: NumberDialect = {
	groups: 'anywhere',
	behind: 'anything',
	hasPlus: true,
	isEmptyZero: true,
	isEndTaken: true,
	isOpen: true,
};

/**
 * A currency's sign and "%" go, then every group sign, so that an English "12,5" is 125; what is half typed is cut short
 * by the client, and is not read. From the source of the desk and of Frappe CRM, 2026.
 */
export const frappe: NumberDialect = { groups: 'between', behind: 'percent', hasCurrency: true, isOpen: true };

/**
 * Fields hold what the user's settings write, the record's currency sign among it, and negative money in parentheses
 * where the settings say so. "12,5" of an English user is refused. EasyRepro 2023-07 and Microsoft's settings of a user.
 */
export const dynamics: NumberDialect = {
	groups: 'placed',
	hasCurrency: true,
	hasParentheses: true,
	isLenient: true,
};

/**
 * Groups count wherever they are between digits, so that "12,5" is 125 in English; letters multiply. Orgs with several
 * currencies show the user's own behind, and those with the older formats money below zero in parentheses. Seen on
 * lightning-input 1.28, 2026.
 */
export const salesforce: NumberDialect = {
	groups: 'between',
	hasCurrency: true,
	hasParentheses: true,
	hasTwin: true,
	isLenient: true,
	suffixes: { k: 3, m: 6, b: 9, t: 12 },
};

/** By the user's own format, which no page names: see `ways.ts`. From public code, 2026. */
export const hubspot: NumberDialect = { groups: 'placed', hasCurrency: true, isLenient: true };

/** As HubSpot's. From the vendor's own components, 2026. */
export const zoho: NumberDialect = hubspot;

/** As HubSpot's; the place of the currency's sign varies. From screens of 2025. */
export const pipedrive: NumberDialect = hubspot;

/** Money groups by commas and takes a point in every language; quantities take no groups. From the source of 0.53. */
export const twenty: NumberDialect = { groups: 'placed', isLenient: true };

/** A page that a user pointed out. What its CRM makes of a text is not known, so only what is written as shown counts. */
export const pointed: NumberDialect = { groups: 'placed', hasCurrency: true, isLenient: true };

/** The invented CRM of the demo writes numbers as `Intl` does for the page's language. */
export const demo: NumberDialect = { groups: 'placed', isLenient: true };
