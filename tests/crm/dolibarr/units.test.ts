import { expect, test } from 'vitest';
import { lineOf, type ShownLine } from '../../../crm/dolibarr/lines.ts';
import { openHtml } from '../open-page.ts';

function shown(unit: string | null): ShownLine {
	const html = '<table><tr><td class="linecoldescription">Chiller unit CX-40</td></tr></table>';
	const row = openHtml(html, 'https://dolibarr.example/').document.querySelector('tr');
	if (!row) throw new Error('no row');
	return {
		id: '1',
		row,
		isOption: false,
		canEdit: true,
		quantity: '2',
		price: '100',
		discount: '0',
		total: '200',
		cost: null,
		isCostZero: false,
		hasCostCell: true,
		unit,
	};
}

test('the cost of a product is for a unit that its line does not tell; that of the line is for its own', () => {
	const unitsOf = (unit: string | null, isOwn: boolean) =>
		lineOf(shown(unit), 2, { unitCost: '5', isZero: false, isOwn }).costUnits;
	expect(unitsOf('kg', false)).toBe('unknown');
	expect(unitsOf('kg', true)).toBe('1');
	// A firm that uses no units sells by the piece.
	expect(unitsOf(null, false)).toBe('1');
});
