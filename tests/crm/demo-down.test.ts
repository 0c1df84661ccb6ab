import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { demo } from '../../crm/demo/index.ts';

/** A page of the demo CRM with this in its pane. */
function front(path: string, views: string) {
	const url = `http://dealside-demo.localhost${path}`;
	const { window } = new JSDOM(`<!doctype html><html data-app="fjordline"><main class="pane">${views}</main></html>`, {
		url,
	});
	return demo.recordInFront({ document: window.document as unknown as Document, url: new URL(url) });
}

const error = '<section class="view"><p class="error">The server does not answer.</p></section>';
const site = 'http://dealside-demo.localhost';

test('a record that the page cannot draw, because its server does not answer, is the one of the address', () => {
	expect(front('/quotes/2041', error)).toEqual({ crm: 'demo', site, kind: 'quote', id: '2041' });
	expect(front('/deals/17', error)).toEqual({ crm: 'demo', site, kind: 'opportunity', id: '17' });
});

test('no other page is taken for a record, and a record that is drawn wins over the address', () => {
	for (const path of ['/quotes', '/accounts', '/', '/quotes/2041/print']) expect(front(path, error)).toBeNull();
	expect(front('/quotes/2041', '<section class="view"><h1>Accounts</h1></section>')).toBeNull();
	expect(front('/quotes/2041', '')).toBeNull();
	const drawn = '<section class="view" data-kind="quote" data-id="2042"></section>';
	expect(front('/quotes/2041', drawn)).toMatchObject({ id: '2042' });
});
