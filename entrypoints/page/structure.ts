/** Attributes by which a CRM's own developers name parts of a page; none holds what users write. */
const hooks: readonly string[] = [
	'data-test-id',
	'data-testid',
	'data-selenium-test',
	'data-id',
	'data-lp-id',
	'data-target-selection-name',
	'data-name',
	'data-field',
	'data-fieldname',
	'data-zcqa',
	'name',
	'role',
	'type',
];

/** Parts with hooks above a field that are told with it. */
const mostAbove = 2;
const mostLines = 60;

const fields = 'input, select, textarea, [contenteditable="true"], [role="combobox"]';

/** A name as developers give one. Ids of records lose their digits; anything with a space or another sign is left out. */
function nameIn(value: string): string {
	const bare = value.replace(/[\da-f]{8}-[\da-f-]{27}/gi, '#').replace(/\d+/g, '#');
	return bare.length <= 80 && /^[a-z#][\w#.:|-]*$/i.test(bare) ? bare : '…';
}

function hooksOf(element: Element): string {
	const told = hooks.flatMap((hook) => {
		const value = element.getAttribute(hook);
		return value ? [`[${hook}=${nameIn(value)}]`] : [];
	});
	return told.length > 0 ? `${element.localName}${told.join('')}` : '';
}

function lineOf(field: Element): string {
	const parts = [hooksOf(field) || field.localName];
	for (let above = field.parentElement; above && parts.length <= mostAbove; above = above.parentElement) {
		const told = hooksOf(above);
		if (told) parts.unshift(told);
	}
	return parts.join(' > ');
}

/**
 * How the fields of a page are named in its markup, one a line, for whoever looks after an adapter and cannot see the page:
 * element names and attributes that developers give, never a text, a value or a number.
 */
export function structurePrint(document: Document): string {
	const found = [...document.body.querySelectorAll(fields)].filter(
		(field) => typeof field.checkVisibility !== 'function' || field.checkVisibility(),
	);
	const lines = new Set(found.map(lineOf));
	return [...lines].slice(0, mostLines).join('\n');
}
