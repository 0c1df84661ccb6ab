import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { CrmUser, DealFacts } from '../../core/model/deal.ts';
import { adapters } from '../../crm/registry.ts';
import { fixtureDeal } from '../fixtures/fixture-deal.ts';
import { arrange, origin } from './arrange.ts';

vi.mock('wxt/browser', async () => {
	const { fakeBrowser: browser } = await import('wxt/testing/fake-browser');
	return { browser };
});

beforeEach(() => {
	fakeBrowser.reset();
	vi.stubGlobal('location', { origin });
});

/** CRMs whose page does not name who is signed in. */
const nameless = ['hubspot', 'pipedrive', 'zoho', 'salesforce'] as const;

test('they are CRMs that there are', () => {
	expect(adapters.map(({ crm }) => crm)).toEqual(expect.arrayContaining([...nameless]));
});

test.for(nameless)(
	'of a deal of %s, whose reader is not known, nothing is told before it is read again',
	async (crm) => {
		const far = await arrange('nothing');
		const ref = { ...fixtureDeal.ref, crm };
		await far.value('sidebar', 'deal.remember', { user: 'unknown', facts: { ...fixtureDeal, ref } });
		for (const user of ['unknown', { id: 'ada' }] as const) {
			const told = await far.value('sidebar', 'deal.context', { ref, products: ['CX-40'], user });
			expect(told.cached).toEqual({ kind: 'absent' });
			expect(told.playbook.history).toEqual([]);
			expect(JSON.stringify(told)).not.toContain(fixtureDeal.name);
		}
	},
);

const ada = { id: 'ada' };

/** A quote that gave `discount` off CX-40. */
function quote(id: string, discount: string, change: Partial<DealFacts['ref']> = {}): DealFacts {
	const [line] = fixtureDeal.lines ?? [];
	if (!line) throw new Error('no line');
	return {
		...fixtureDeal,
		ref: { ...fixtureDeal.ref, id, ...change },
		probability: '1',
		lines: [{ ...line, discounts: [discount] }],
	};
}

test('what is said of earlier deals is of this host, this CRM and this user alone, and of no other', async () => {
	const far = await arrange('nothing');
	const keep = (facts: DealFacts, user: CrmUser) => far.value('sidebar', 'deal.remember', { facts, user });
	await keep(quote('own', '0.01'), ada);
	await keep(quote('earlier', '0.05'), ada);
	await keep(quote('other-host', '0.21', { site: 'http://other.example' }), ada);
	await keep(quote('other-port', '0.22', { site: 'http://crm.example:8080' }), ada);
	await keep(quote('other-crm', '0.23', { crm: 'tryton' }), ada);
	await keep(quote('other-user', '0.24'), { id: 'bo' });
	await keep(quote('nobody-known', '0.25'), 'unknown');
	const history = async (user: CrmUser, site = fixtureDeal.ref.site) => {
		const ref = { ...fixtureDeal.ref, id: 'own', site };
		const told = await far.value('sidebar', 'deal.context', { ref, products: ['CX-40'], user });
		return told.playbook.history?.map(({ discount }) => discount).toSorted();
	};
	expect(await history(ada)).toEqual(['0.05']);
	expect(await history({ id: 'bo' })).toEqual(['0.24']);
	expect(await history(ada, 'http://other.example')).toEqual(['0.21']);
	// Nobody is told of what somebody unknown read, nor is somebody unknown told of anything.
	expect(await history('unknown')).toEqual([]);
	expect(await history({ id: 'cy' })).toEqual([]);
});
