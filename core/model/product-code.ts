/**
 * A product's code as it is compared and kept: without signs that nobody sees (byte order marks, joiners, marks of
 * direction, soft hyphens), with plain spaces, none of them around it. Case is kept: "lv-9" and "LV-9" may be two products.
 */
export function bareCode(code: string): string {
	return code
		.replace(/[\p{Cf}\p{Cc}]/gu, (sign) => (/\s/.test(sign) && sign !== '\uFEFF' ? ' ' : ''))
		.replace(/\p{Zs}/gu, ' ')
		.trim();
}

/** The same code for all that differ in case, spaces and unseen signs alone. */
export function foldedCode(code: string): string {
	return bareCode(code).toLowerCase();
}
