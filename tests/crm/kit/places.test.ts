import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { find, isDrawn, seenOn } from '../../../crm/kit/places.ts';

const newer = seenOn('2026-11', 'live', 'a page of today');
const older = seenOn('2024-11', 'code', 'a page of before');
const discount = {
	field: 'Discount',
	primary: newer('input[name="discount"]'),
	fallbacks: [older('input.rabatt'), older('input.discount')],
};

function pageOf(body: string): Document {
	return new JSDOM(`<!doctype html><body>${body}</body>`, { url: 'https://crm.example/' }).window.document;
}

test('a field is found by its own selector before any other', () => {
	const page = pageOf('<input class="rabatt"><input name="discount">');
	const { element, health } = find(page, discount);
	expect(element?.getAttribute('name')).toBe('discount');
	expect(health).toEqual({ field: 'Discount', state: 'ok', seen: discount.primary.seen });
});

test('a field that a fallback alone finds has drifted, and says by what', () => {
	const { element, health } = find(pageOf('<input class="discount">'), discount);
	expect(element?.className).toBe('discount');
	expect(health).toEqual({ field: 'Discount', state: 'drifted', seen: discount.fallbacks[1]?.seen });
});

test('a field that nothing finds is broken', () => {
	expect(find(pageOf('<p>10 %</p>'), discount, { shown: () => null })).toEqual({
		element: null,
		health: { field: 'Discount', state: 'broken', seen: discount.primary.seen },
	});
});

test('what is not of this record is passed over, for a fallback that is', () => {
	const page = pageOf('<div hidden><input name="discount"></div><input class="rabatt">');
	expect(find(page, discount, { isOwn: isDrawn })).toMatchObject({
		element: { className: 'rabatt' },
		health: { state: 'drifted' },
	});
});

test('what a user showed stands in for a lost field alone, where it is of this record', () => {
	const page = pageOf('<input id="shown"><p></p>');
	const shown = (field: string) => (field === 'Discount' ? page.querySelector<HTMLElement>('#shown') : null);
	const found = find(page, discount, { shown });
	expect([found.element?.id, found.health.state]).toEqual(['shown', 'drifted']);
	expect(find(page, discount).element).toBeNull();
	expect(find(page, discount, { shown, isOwn: () => false })).toMatchObject({
		element: null,
		health: { state: 'broken' },
	});
	const own = pageOf('<input name="discount">');
	expect(find(own, discount, { shown }).health.state).toBe('ok');
});

test('selectors are written for the line that is looked for', () => {
	const page = pageOf('<input name="discount1"><input name="discount2">');
	const ofLine = { ...discount, primary: newer('input[name="discount{n}"]') };
	expect(find(page, ofLine, { written: (css) => css.replace('{n}', '2') }).element?.getAttribute('name')).toBe(
		'discount2',
	);
});

test('what hides an element may be anywhere around it, outside of its shadow root too', () => {
	const page = pageOf('<p></p><div hidden><b></b></div><i style="display: none"></i><section hidden></section>');
	const host = page.querySelector('section') as HTMLElement;
	host.attachShadow({ mode: 'open' }).innerHTML = '<u></u>';
	const drawn = (element: Element | null | undefined) => element && isDrawn(element);
	expect([drawn(page.querySelector('p')), drawn(page.querySelector('b')), drawn(page.querySelector('i'))]).toEqual([
		true,
		false,
		false,
	]);
	expect(drawn(host.shadowRoot?.querySelector('u'))).toBe(false);
});
