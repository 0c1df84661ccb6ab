import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { structurePrint } from '../../../entrypoints/page/structure.ts';

function printOf(html: string): string {
	return structurePrint(new JSDOM(`<body>${html}</body>`, { url: 'https://crm.example/' }).window.document);
}

test('fields are told by the names that developers gave them and those around them', () => {
	expect(
		printOf(
			'<form data-test-id="deal-form"><div data-lp-id="Numeric|estimatedvalue.fieldControl|opportunity"><p><input type="text" value="12,400"></p></div></form>',
		),
	).toBe(
		'form[data-test-id=deal-form] > div[data-lp-id=Numeric|estimatedvalue.fieldControl|opportunity] > input[type=text]',
	);
});

test('no text, value, number or id of a record is in it', () => {
	const print = printOf(`
		<div data-id="row_318" data-name="Halvorsen Foods"><label>Acme Ltd</label>
		<input name="price[901]" value="12400" placeholder="Jane Doe" aria-label="Price of Halvorsen">
		<textarea data-id="5a9f3c10-7b2e-4d61-9c3a-0f1e2d3c4b5a">secret 37360</textarea></div>
		<input name="jane@acme.example" title="Jane">`);
	for (const secret of ['318', '901', '12400', '37360', 'Halvorsen', 'Acme', 'acme', 'Jane', 'jane', 'secret', '5a9f'])
		expect(print).not.toContain(secret);
	expect(print.split('\n')).toEqual([
		'div[data-id=row_#][data-name=…] > input[name=…]',
		'div[data-id=row_#][data-name=…] > textarea[data-id=#]',
		'input[name=…]',
	]);
});

test('a page of hundreds of rows gives each kind of field once', () => {
	const row = (at: number) => `<tr data-id="datapoint_${at}"><td data-name="discount"><input type="text"></td></tr>`;
	const print = printOf(`<table>${Array.from({ length: 300 }, (_, at) => row(at)).join('')}</table>`);
	expect(print).toBe('tr[data-id=datapoint_#] > td[data-name=discount] > input[type=text]');
});
