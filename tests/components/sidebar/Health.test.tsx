// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { healthReport } from '../../../stores/deal/health-report.ts';
import { fixtureDeal } from '../../fixtures/fixture-deal.ts';
import { createFarSide } from './far-side.ts';
import { expectAccessible, openSidebar, plain } from './open-sidebar.tsx';

afterEach(cleanup);

const { ref } = fixtureDeal;

test('the footer says when a field has moved, and which one, to who asks', async () => {
	const { user } = await openSidebar((far) => {
		far.show(fixtureDeal);
		far.arrive({
			type: 'facts.read',
			ref,
			facts: fixtureDeal,
			health: [
				{ field: 'Quantity', state: 'ok', seen: null },
				{ field: 'Discount', state: 'drifted', seen: null },
			],
		});
	});
	expect(plain(screen.getByRole('contentinfo').textContent)).toContain('▲ moved');
	await user.click(screen.getByRole('button', { name: 'How well this page is read' }));
	const said = plain((await screen.findByRole('dialog')).textContent);
	expect(said).toMatch(/Quantity ?found/);
	expect(said).toMatch(/Discount ?found, but not where it used to be/);
	await expectAccessible();
});

test('a healthy page says nothing of it in the footer', async () => {
	await openSidebar((far) => {
		far.show(fixtureDeal);
		far.arrive({
			type: 'facts.read',
			ref,
			facts: fixtureDeal,
			health: [{ field: 'Discount', state: 'ok', seen: null }],
		});
	});
	expect(plain(screen.getByRole('contentinfo').textContent)).not.toMatch(/moved|not found/);
});

test('the report names fields and failures, and nothing of the deal, the customer or the site', async () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	const seen = { on: '2026-11', by: 'live', where: 'Sample 1.0' } as const;
	const health = ['Quantity', 'Discount'].map((field) => ({ field, state: 'ok', seen }) as const);
	const cost = { field: 'Cost', state: 'ok', seen: null } as const;
	far.arrive({ type: 'facts.read', ref, facts: fixtureDeal, health: [...health, cost] });
	const structure = 'div[data-name=discount] > input[type=text]';
	far.arrive({ type: 'edits.failed', ref, failure: { code: 'field-missing', field: 'Discount' }, structure });
	const report = healthReport(far.deal.getState(), { version: '0.1.0', browser: 'Test' });
	expect(report.split('\n')).toEqual([
		'Dealside 0.1.0',
		'CRM: demo, quote',
		'Facts from: live',
		'Read failure: none',
		'Edit failure: field-missing Discount',
		'Quantity: ok, seen 2026-11 (live: Sample 1.0)',
		'Cost: ok',
		'Discount: broken, seen 2026-11 (live: Sample 1.0)',
		'Browser: Test',
		'Names of fields on the page, without texts and numbers:',
		structure,
	]);
	for (const secret of [fixtureDeal.name, fixtureDeal.account ?? '', ref.id, 'crm.example', '12400'])
		expect(report).not.toContain(secret);
});

test('facts from the page alone are not said to be live from the CRM', async () => {
	await openSidebar((far) => {
		far.show(fixtureDeal);
		const facts = { ...fixtureDeal, reading: { ...fixtureDeal.reading, source: 'page' as const } };
		far.arrive({ type: 'facts.read', ref, facts, health: [] });
	});
	const said = plain(screen.getByRole('contentinfo').textContent);
	expect(said).toContain('Read from this page');
	expect(said).not.toContain('Live from the CRM');
});

test('a field that is not found can be shown, where that is said and in the list of fields', async () => {
	const { user, onShowField, happen, far } = await openSidebar((each) => {
		each.show(fixtureDeal);
		each.arrive({ type: 'facts.read', ref, facts: fixtureDeal, health: [] });
	});
	expect(screen.queryByRole('button', { name: /Show me where it is/ })).toBeNull();
	await happen(() => far.arrive({ type: 'edits.failed', ref, failure: { code: 'field-missing', field: 'Discount' } }));
	await user.click(screen.getByRole('button', { name: 'Show me where it is: Discount' }));
	expect(onShowField).toHaveBeenCalledExactlyOnceWith('Discount');
	expect(await screen.findByText(/without your browser’s permission/)).toBeDefined();
	await user.click(screen.getByRole('button', { name: 'How well this page is read' }));
	const dialog = await screen.findByRole('dialog');
	await user.click(within(dialog).getByRole('button', { name: 'Show me where it is: Discount' }));
	expect(onShowField).toHaveBeenCalledTimes(2);
	await expectAccessible();
});

test('nothing is offered for a field that no press can bring back', async () => {
	const { user, happen, far } = await openSidebar((each) => {
		each.show(fixtureDeal);
		const health = [{ field: 'cost', state: 'broken', seen: null }] as const;
		each.arrive({ type: 'facts.read', ref, facts: fixtureDeal, health });
	});
	await happen(() => far.arrive({ type: 'edits.failed', ref, failure: { code: 'field-missing', field: 'Lines' } }));
	expect(screen.getByText(/Cannot read “Lines”/)).toBeDefined();
	await user.click(screen.getByRole('button', { name: 'How well this page is read' }));
	const said = plain((await screen.findByRole('dialog')).textContent);
	expect(said).toMatch(/cost ?not found/);
	expect(said).toMatch(/Lines ?not found/);
	expect(screen.queryByRole('button', { name: /Show me where it is/ })).toBeNull();
});
