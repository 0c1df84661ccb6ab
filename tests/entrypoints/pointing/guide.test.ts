// @vitest-environment jsdom
import { afterEach, describe, expect, test, vi } from 'vitest';
import { mappedAdapter } from '../../../crm/pointing/adapter.ts';
import { firstLayout, type Quote, quotes } from '../../crm/pointing/in-house.ts';
import { elsewhere, type Opened, open, pageWith } from './open-guide.ts';

const [quote] = quotes as [Quote];
const html = elsewhere(() => firstLayout(quote).document.body.innerHTML);
const body = () => html;

let opened: Opened | null = null;

afterEach(() => {
	opened?.guide.close();
	opened = null;
	vi.restoreAllMocks();
});

function start(...how: Parameters<typeof open>): Opened {
	opened = open(...how);
	return opened;
}

describe('pointing out a CRM', () => {
	test('goes from the name to a saved map in few presses, and the map reads the page', async () => {
		pageWith(body());
		const guide = start();
		expect(guide.question()).toBe('Click the name of this deal or quotation');
		expect(guide.text()).toContain(quote.title);
		guide.click('Yes, take it');
		expect(guide.question()).toBe('Click its stage or status');
		guide.key('Enter');
		expect(guide.question()).toBe('Click its amount');
		guide.press('.row:nth-child(3) b');
		expect(guide.question()).toBe('Is more of this shown?');
		expect(guide.text()).toContain(quote.customer);
		guide.key('Enter');
		expect(guide.question()).toBe('Are these the products?');
		guide.key('Enter');
		expect(guide.question()).toBe('Are the columns right?');
		guide.key('Enter');
		expect(guide.question()).toBe('Is everything right?');
		expect(guide.text()).toContain('CX-40 compressor');
		expect(guide.text()).toContain('Costs are not on this page.');
		expect(guide.saved).toEqual([]);
		guide.click('Save');
		await vi.waitFor(() => expect(guide.question()).toBe('Saved'));
		expect(guide.said).toEqual({ saved: 1, closed: 0 });
		const [map] = guide.saved;
		expect(map).toMatchObject({
			id: 'map-1',
			version: 0,
			site: 'https://inhouse.example',
			name: 'Harbour CRM',
			kind: 'quote',
			pages: ['/sales/quote/{id}'],
			numbers: { decimal: '.', group: ',', language: 'en' },
			discountAs: 'percent',
			currency: null,
		});
		expect(Object.keys(map?.columns ?? {}).sort()).toEqual(
			['discount', 'listPrice', 'netPrice', 'product', 'quantity', 'total'].sort(),
		);
		const facts = elsewhere(() => {
			const page = firstLayout(quotes[1] as Quote);
			const adapter = mappedAdapter(map ? [map] : []);
			const ref = adapter.recordInFront(page);
			return ref && adapter.open(async () => null).readFactsFromPage(page, ref);
		});
		expect(facts).toMatchObject({
			ok: true,
			value: { facts: { name: quotes[1]?.title, stage: { id: quotes[1]?.stage } } },
		});
		guide.click('Close');
		expect(guide.host()).toBeNull();
	});

	test('tells what would be read before it is taken', () => {
		pageWith(body());
		const guide = start();
		guide.press('h1');
		guide.press('.row:nth-child(2) b');
		guide.hover('.row:nth-child(3) b');
		expect(guide.text()).toContain(quote.total);
		expect(guide.text()).toContain(`= ${quote.total.replace(/,| EUR/g, '')}`);
		expect(guide.question()).toBe('Click its amount');
	});

	test('takes no word for a number, and nothing where nothing is written', () => {
		pageWith(`${body()}<p class="empty"></p>`);
		const guide = start();
		guide.press('p.empty');
		expect(guide.text()).toContain('Nothing is written there.');
		guide.press('h1');
		guide.click('Skip');
		guide.press('.row:nth-child(2) b');
		expect(guide.question()).toBe('Click its amount');
		expect(guide.text()).toContain('is no number by itself');
	});

	test('says what a page of its own in the page is', () => {
		pageWith(`${body()}<iframe></iframe>`);
		const guide = start();
		guide.press('iframe');
		expect(guide.text()).toContain('is a page of its own');
	});

	test('asks in plain words where a number may be two, and keeps the answer', () => {
		pageWith('<h1>Offer</h1><p><span>Total</span> <b>1,850 EUR</b></p><p><span>Stage</span> <b>Open</b></p>');
		const guide = start();
		guide.key('Enter');
		guide.key('Enter');
		expect(guide.text()).toContain('could be two numbers; you are asked later');
		guide.key('Enter');
		guide.key('Enter');
		guide.click('No products here');
		expect(guide.question()).toBe('How is “1,850 EUR” meant?');
		guide.click('1850: the “,” groups thousands');
		expect(guide.question()).toBe('Is everything right?');
		expect(guide.text()).toContain('1,850 EUR\n= 1850');
		guide.click('Back');
		expect(guide.question()).toBe('How is “1,850 EUR” meant?');
	});

	test('asks for the currency that the page does not show', () => {
		pageWith('<h1>Offer</h1><p><span>Total</span> <b>1,850.00</b></p>');
		const guide = start();
		guide.key('Enter');
		guide.click('Skip');
		guide.key('Enter');
		guide.key('Enter');
		guide.click('No products here');
		expect(guide.question()).toBe('In which currency are the amounts?');
		guide.click('CHF');
		expect(guide.text()).toContain('CHF');
	});

	test('says when the address names no record, and lets nothing be pointed at', () => {
		pageWith(body());
		const guide = start({ kind: 'map', base: null }, 'https://inhouse.example/sales/quote');
		expect(guide.question()).toBe('This address names no record');
		guide.press('h1');
		expect(guide.question()).toBe('This address names no record');
		guide.key('Escape');
		expect(guide.said.closed).toBe(1);
	});
});

describe('while somebody points', () => {
	test('the page sees neither presses nor keys, and takes part only by a person', () => {
		pageWith(body());
		const seen: string[] = [];
		const hear = (event: Event) => seen.push(event.type);
		for (const type of ['click', 'keydown', 'mousedown']) document.addEventListener(type, hear, true);
		const guide = start();
		guide.press('h1');
		expect(guide.key('s').defaultPrevented).toBe(false);
		guide.key('Enter');
		expect(seen).toEqual([]);
		const before = guide.question();
		guide.fake('.row:nth-child(3) b');
		expect(guide.question()).toBe(before);
		for (const type of ['click', 'keydown', 'mousedown']) document.removeEventListener(type, hear, true);
	});

	test('Escape asks before it forgets, and leaves no trace', () => {
		pageWith(body());
		const before = document.documentElement.outerHTML;
		const guide = start();
		guide.press('h1');
		guide.key('Escape');
		expect(guide.question()).toBe('Stop pointing?');
		guide.click('Keep pointing');
		expect(guide.question()).toBe('Click its stage or status');
		guide.key('Escape');
		guide.click('Stop');
		expect(guide.said).toEqual({ saved: 0, closed: 1 });
		expect(guide.saved).toEqual([]);
		expect(document.documentElement.outerHTML).toBe(before);
	});

	test('Escape goes at once while nothing was pointed at', () => {
		pageWith(body());
		const guide = start();
		guide.key('Escape');
		expect(guide.host()).toBeNull();
	});

	test('the arrow keys walk over the page, and Enter takes', () => {
		pageWith('<h1>Offer</h1><p><span>Phase</span> <b>Open</b></p><p><span>Worth</span> <b>12.50</b></p>');
		const guide = start();
		guide.key('Enter');
		guide.key('Enter');
		expect(guide.question()).toBe('Click its amount');
		for (let turn = 0; turn < 5; turn += 1) guide.key('ArrowDown');
		expect(guide.text()).toContain('12.50');
		guide.key('Enter');
		expect(guide.question()).toBe('Is more of this shown?');
		expect(guide.text()).not.toContain('is no number');
	});

	test('what could not be saved is said, and is still there', async () => {
		pageWith('<h1>Offer</h1><p><span>Total</span> <b>1,850.00 EUR</b></p>');
		const guide = start();
		guide.store.works = false;
		guide.key('Enter');
		guide.click('Skip');
		guide.key('Enter');
		guide.key('Enter');
		guide.click('No products here');
		guide.click('Save');
		await vi.waitFor(() => expect(guide.text()).toContain('This could not be saved. Nothing is lost'));
		guide.store.works = true;
		guide.click('Save');
		await vi.waitFor(() => expect(guide.question()).toBe('Saved'));
	});
});

describe('columns', () => {
	const lines = (heads: string, cells: string) =>
		`<h1>Offer</h1><p><span>Total</span> <b>90.00 EUR</b></p><table><thead><tr>${heads}</tr></thead><tbody><tr>${cells}</tr></tbody></table>`;

	function toTable(guide: Opened): void {
		guide.key('Enter');
		guide.click('Skip');
		guide.key('Enter');
		guide.key('Enter');
	}

	test('one that is not recognised is asked for, and may be pointed at by its heading', async () => {
		pageWith(
			lines(
				'<th>Ware</th><th>Pieces</th><th>Price</th><th>Less</th><th>Total</th>',
				'<td>Pump</td><td>1</td><td>100.00</td><td>10%</td><td>90.00</td>',
			),
		);
		const guide = start();
		toTable(guide);
		expect(guide.question()).toBe('Does this page list products?');
		guide.press('tbody td');
		expect(guide.text()).toContain('Still needed: Quantity.');
		guide.key('Enter');
		expect(guide.question()).toBe('Click the column: Quantity');
		guide.press('h1');
		expect(guide.text()).toContain('This is not in the list of products.');
		guide.press('th:nth-child(2)');
		expect(guide.question()).toBe('Are the columns right?');
		guide.click('Point at it: Discount');
		guide.press('tbody td:nth-child(4)');
		guide.key('Enter');
		expect(guide.question()).toBe('Is everything right?');
		expect(guide.text()).toContain('1 × 100 → 90');
	});

	test('two prices are told apart by what adds up', () => {
		pageWith(
			lines(
				'<th>Item</th><th>Qty</th><th>Price</th><th>Disc</th><th>Your price</th><th>Total</th>',
				'<td>Pump</td><td>2</td><td>45.00</td><td>10%</td><td>50.00</td><td>90.00</td>',
			),
		);
		const guide = start();
		toTable(guide);
		guide.press('tbody td');
		guide.key('Enter');
		expect(guide.text()).toContain('2 × 50 → 45');
	});

	test('whether a discount is percent or an amount is asked only where the page leaves it open', () => {
		pageWith(
			lines(
				'<th>Item</th><th>Qty</th><th>List price</th><th>Discount</th><th>Total</th>',
				'<td>Pump</td><td>1</td><td>100.00</td><td>10</td><td>90.00</td>',
			),
		);
		const guide = start();
		toTable(guide);
		guide.press('tbody td');
		guide.key('Enter');
		// 10 % of 100 and 10 off 100 are the same.
		expect(guide.question()).toBe('What is in the discount column?');
		guide.click('An amount off the price of one');
		expect(guide.question()).toBe('Is everything right?');
		guide.guide.close();

		pageWith(
			lines(
				'<th>Item</th><th>Qty</th><th>List price</th><th>Discount</th><th>Total</th>',
				'<td>Pump</td><td>1</td><td>200.00</td><td>10</td><td>180.00</td>',
			),
		);
		const other = start();
		toTable(other);
		other.press('tbody td');
		other.key('Enter');
		expect(other.question()).toBe('Is everything right?');
		expect(other.text()).toContain('1 × 200 → 180');
	});

	test('figures that contradict each other are said before saving', () => {
		pageWith(
			lines(
				'<th>Item</th><th>Qty</th><th>List price</th><th>Discount %</th><th>Total</th>',
				'<td>Pump</td><td>1</td><td>200.00</td><td>10</td><td>90.00</td>',
			),
		);
		const guide = start();
		toTable(guide);
		guide.press('tbody td');
		guide.key('Enter');
		expect(guide.text()).toContain('The figures of “Pump” do not fit together.');
	});
});

describe('pointing again', () => {
	test('begins with everything as it is, to change one thing', async () => {
		pageWith(body());
		const first = start();
		for (let turn = 0; turn < 4; turn += 1) first.key('Enter');
		first.press('tbody td');
		first.key('Enter');
		first.click('Save');
		await vi.waitFor(() => expect(first.saved).toHaveLength(1));
		first.click('Close');
		const [base] = first.saved;
		const again = start({ kind: 'map', base: base ?? null });
		expect(again.question()).toBe('Is everything right?');
		again.click('Change: Stage');
		again.click('Leave out');
		expect(again.question()).toBe('Is everything right?');
		again.click('Save');
		await vi.waitFor(() => expect(again.saved).toHaveLength(1));
		expect(again.saved[0]?.id).toBe(base?.id);
		expect(Object.keys(again.saved[0]?.fields ?? {})).not.toContain('stage');
	});

	test('a lost field takes one press', async () => {
		pageWith('<label>Rebate <input value="10"></label>', 'de');
		const aim = { kind: 'repair', crm: 'demo', field: 'Discount', crmTitle: 'Fjordline CRM' } as const;
		const guide = start(aim, 'https://crm.example/quotes/1', 'de-AT');
		expect(guide.question()).toBe('Klicken Sie dorthin, wo „Discount“ jetzt steht');
		guide.press('input');
		await vi.waitFor(() => expect(guide.question()).toBe('Gespeichert'));
		expect(guide.pointed).toMatchObject([{ crm: 'demo', field: 'Discount', site: 'https://crm.example' }]);
		expect(guide.pointed[0]?.hints).toContainEqual({ by: 'label', value: 'rebate' });
		expect(guide.said.saved).toBe(1);
	});
});
