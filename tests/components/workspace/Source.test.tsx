// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { FollowedSource } from '../../../core/model/source.ts';
import type { FakeBackground } from './fake-background.ts';
import { expectAccessible, openWorkspace } from './open-workspace.tsx';

afterEach(cleanup);

const key = 'A'.repeat(43);
const followed: FollowedSource = {
	address: 'https://files.firm.example/playbook.json',
	key,
	setBy: 'user',
	doesSignIn: false,
	readAt: new Date(Date.now() - 180_000).toISOString(),
	news: [
		{
			publication: { by: 'Ida Berg', at: '2026-11-23T09:00:00.000Z', note: 'A higher floor for services' },
			takenAt: '2026-11-23T09:01:00.000Z',
			parts: ['limits', 'attachments'],
		},
	],
	failure: null,
	nextAt: '2026-11-24T10:02:00.000Z',
};

const preview = { name: 'Firm', replaced: [], kept: [], costs: { count: null, here: 0 }, maps: null };
const found = {
	kind: 'found' as const,
	publication: { by: 'Ida Berg', at: '2026-11-23T09:00:00.000Z', note: '' },
	signature: 'right' as const,
	digest: 'd'.repeat(64),
	preview,
};

const asked = (far: FakeBackground, name: string) =>
	far.asked.filter((each) => each.name === name).map(({ data }) => data);

describe('an address to follow', () => {
	it('is asked for in the click, looked at, and followed', async () => {
		const { user, far, host } = await openWorkspace('playbook', (each) => {
			each.looked = found;
		});
		await user.type(screen.getByLabelText('Address'), `https://files.firm.example/playbook.json#dealside-key=${key}`);
		await user.click(screen.getByRole('button', { name: 'Look at it' }));
		expect(host.requestHost).toHaveBeenCalledWith('https://files.firm.example/*');
		const seen = within(await screen.findByRole('region', { name: 'What is at this address' }));
		expect(seen.getByText(/Published by Ida Berg/)).toBeDefined();
		expect(seen.getByText(/It is signed with the key in the address/)).toBeDefined();
		await expectAccessible();
		expect(asked(far, 'source.follow')).toEqual([]);
		far.source = { ...far.source, followed };
		await user.click(seen.getByRole('button', { name: 'Follow' }));
		expect(await screen.findByText('Dealside follows files.firm.example now.')).toBeDefined();
		expect(asked(far, 'source.follow')).toMatchObject([{ digest: found.digest, doesSignIn: false }]);
		expect(await screen.findByRole('region', { name: 'Followed playbook' })).toBeDefined();
	});

	it('is left again, and its host given back', async () => {
		const { user, far } = await openWorkspace('playbook', (each) => {
			each.looked = found;
		});
		await user.type(screen.getByLabelText('Address'), 'files.firm.example/playbook.json');
		await user.click(screen.getByRole('button', { name: 'Look at it' }));
		await user.click(await screen.findByRole('button', { name: 'Cancel' }));
		expect(asked(far, 'source.leave')).toEqual([{ address: 'files.firm.example/playbook.json' }]);
		expect(screen.queryByRole('region', { name: 'What is at this address' })).toBeNull();
	});

	it('that is none is said under the field, and nobody is asked', async () => {
		const { user, host } = await openWorkspace('playbook');
		await user.type(screen.getByLabelText('Address'), 'http://files.firm.example/p.json');
		await user.click(screen.getByRole('button', { name: 'Look at it' }));
		expect(await screen.findByText('Only addresses that begin with https:// are followed.')).toBeDefined();
		expect(host.requestHost).not.toHaveBeenCalled();
		await expectAccessible();
	});

	it.each([
		['web-page', 'A web page came in place of a playbook.'],
		['signature-wrong', 'The file there was not signed by your publisher'],
		['older', 'The file there is older than your playbook.'],
	] as const)('that gives %s says so in a sentence', async (fault, sentence) => {
		const { user } = await openWorkspace('playbook', (each) => {
			each.looked = { kind: 'untaken', fault, problems: [] };
		});
		await user.type(screen.getByLabelText('Address'), 'https://files.firm.example/p.json');
		await user.click(screen.getByRole('button', { name: 'Look at it' }));
		expect((await screen.findByRole('alert')).textContent).toContain(sentence);
	});
});

describe('a followed playbook', () => {
	it('says who published what and when, how it is read, and cannot be changed here', async () => {
		const { user } = await openWorkspace('playbook', (each) => {
			each.source = { followed, signingKey: null };
		});
		const card = within(await screen.findByRole('region', { name: 'Followed playbook' }));
		expect(card.getByText(/Published by Ida Berg/)).toBeDefined();
		expect(card.getByText('Last read 3 minutes ago.')).toBeDefined();
		expect(card.getByText(/Changed: Limits by family and Pieces of each stage\./)).toBeDefined();
		expect(screen.getByRole('button', { name: 'Load the sample playbook' })).toHaveProperty('disabled', false);
		expect(screen.getByRole('button', { name: 'Load the sample playbook' }).matches(':disabled')).toBe(true);
		expect(screen.queryByRole('button', { name: 'Publish…' })).toBeNull();
		await expectAccessible();
		await user.click(screen.getByRole('link', { name: 'Collateral' }));
		expect((await screen.findByRole('note')).textContent).toContain(
			'This playbook is published by Ida Berg at files.firm.example. It is changed there, not in this browser.',
		);
		expect(screen.getByRole('button', { name: 'Add collateral' }).matches(':disabled')).toBe(true);
		expect(screen.getByRole('searchbox').matches(':disabled')).toBe(false);
	});

	it.each(['process', 'policy', 'reps', 'approvals', 'pay', 'trades', 'costs', 'collateral'])(
		'lets nothing of %s be changed',
		async (section) => {
			await openWorkspace(section, (each) => {
				each.source = { followed, signingKey: null };
			});
			await screen.findByRole('note');
			const main = within(screen.getByRole('main'));
			const open = [
				...main.queryAllByRole('button'),
				...main.queryAllByRole('textbox'),
				...main.queryAllByRole('checkbox'),
				...main.queryAllByRole('radio'),
			];
			const free = open.filter((control) => !control.matches(':disabled'));
			expect(open.length).toBeGreaterThan(free.length);
			// What is left reads, tries and answers, and saves nothing of the playbook.
			expect(free.map((control) => control.getAttribute('aria-label') ?? control.textContent)).toEqual(
				section in readers ? readers[section] : [],
			);
		},
	);

	it('says why it could not be read and when it tries again, and asks for the host where that is missing', async () => {
		const { user, host, far } = await openWorkspace('playbook', (each) => {
			const failure = { fault: 'host-refused' as const, at: followed.nextAt, problems: [] };
			each.source = { followed: { ...followed, setBy: 'administrator', failure }, signingKey: null };
		});
		const card = within(await screen.findByRole('region', { name: 'Followed playbook' }));
		expect(card.getByRole('alert').textContent).toContain('The browser does not let Dealside read this host.');
		expect(card.getByText(/The playbook stays as it is\./)).toBeDefined();
		expect(card.getByText(/Your administrator chose this address\./)).toBeDefined();
		expect(card.queryByRole('button', { name: 'Stop following…' })).toBeNull();
		far.source = { followed: { ...followed, setBy: 'administrator' }, signingKey: null };
		await user.click(card.getByRole('button', { name: 'Allow Dealside to read files.firm.example' }));
		expect(host.requestHost).toHaveBeenCalledWith('https://files.firm.example/*');
		await waitFor(() => expect(card.queryByRole('alert')).toBeNull());
	});

	it('is ended with a choice of what stays', async () => {
		const { user, far } = await openWorkspace('playbook', (each) => {
			each.source = { followed, signingKey: null };
		});
		await user.click(await screen.findByRole('button', { name: 'Stop following…' }));
		await expectAccessible();
		far.source = { followed: null, signingKey: null };
		await user.click(screen.getByRole('button', { name: 'Keep this playbook' }));
		expect(asked(far, 'source.stop')).toEqual([{ doesPutBack: false }]);
		expect(await screen.findByText('Dealside follows no address any more.')).toBeDefined();
		expect(await screen.findByLabelText('Address')).toBeDefined();
	});
});

describe('publishing', () => {
	it('saves a file in somebody’s name and copies an address with the key', async () => {
		const { user, far, host } = await openWorkspace('playbook', (each) => {
			each.source = { followed: null, signingKey: key };
		});
		await user.click(screen.getByRole('button', { name: 'Publish…' }));
		const card = within(screen.getByRole('region', { name: 'Publish for your team' }));
		await user.clear(card.getByLabelText('Your name'));
		await user.click(card.getByRole('button', { name: 'Save the file to publish' }));
		expect(card.getByText('Say who publishes it.')).toBeDefined();
		expect(host.download).not.toHaveBeenCalled();
		await user.type(card.getByLabelText('Your name'), 'Ida Berg');
		await user.type(card.getByLabelText('What is new'), 'A higher floor');
		await expectAccessible();
		await user.click(card.getByRole('button', { name: 'Save the file to publish' }));
		expect(asked(far, 'playbook.publish')).toEqual([{ costs: 'without', by: 'Ida Berg', note: 'A higher floor' }]);
		await waitFor(() => expect(host.download).toHaveBeenCalledWith('published.json', '{}', 'application/json'));
		await user.type(card.getByLabelText('Address for your team'), 'files.firm.example/p.json');
		await user.click(card.getByRole('button', { name: 'Copy for the team' }));
		expect(host.copy).toHaveBeenCalledWith(`https://files.firm.example/p.json#dealside-key=${key}`);
	});
});

/** Controls that stay, by section. */
const readers: Readonly<Record<string, readonly string[]>> = {
	approvals: ['Show request', ''],
};
