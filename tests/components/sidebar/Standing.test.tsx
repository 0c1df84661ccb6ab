// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { noEdits } from '../../../core/model/deal-edits.ts';
import { fixtureDeal } from '../../fixtures/fixture-deal.ts';
import { discountTyped } from './far-side.ts';
import { expectAccessible, figure, openSidebar, plain } from './open-sidebar.tsx';

const { ref } = fixtureDeal;

afterEach(() => {
	cleanup();
	vi.useRealTimers();
});

const footer = () => plain(screen.getByRole('contentinfo').textContent);
const status = () => document.querySelector('[data-status]')?.getAttribute('data-status');

it('from Save until the CRM was read again the typed figure stands and nothing is called live', async () => {
	const { far, happen, type } = await openSidebar();
	expect(status()).toBe('live');
	type(discountTyped('1', '15', '0.15'));
	expect([status(), footer()]).toEqual(['typing', expect.stringContaining('Follows what you type')]);
	expect(figure('Margin')).toContain('29.9');
	const edits = discountTyped('1', '15', '0.15');
	await happen(() => far.arrive({ type: 'edits.settling', ref, phase: 'saving', edits }));
	expect([status(), footer()]).toEqual(['saving', expect.stringContaining('Saving…')]);
	expect(screen.getByRole('banner').textContent).toContain('saving…');
	expect(figure('Margin')).toContain('29.9');
	await happen(() => far.arrive({ type: 'edits.settling', ref, phase: 'not-read-again', edits }));
	await happen(() => far.fail(fixtureDeal, { code: 'server-failed' }));
	expect([status(), footer()]).toEqual(['not-read-again', expect.stringContaining('Saved, not read again')]);
	expect(screen.getByRole('alert').textContent).toContain('What you typed is shown');
	expect(figure('Margin')).toContain('29.9');
	await expectAccessible();
	await happen(() => far.arrive({ type: 'edits.settling', ref, phase: 'checking', edits: noEdits(ref) }));
	expect([status(), footer()]).toEqual(['checking', expect.stringContaining('Checking what the CRM saved')]);
	expect(footer()).not.toContain('Live');
	// The CRM does not answer yet: of when the figures are is said, as for any that were kept.
	expect(plain(screen.getByRole('alert').textContent)).toMatch(/This is the deal as of .+ \(.+\)/);
});

it('names the lines that were saved elsewhere since the page was drawn', async () => {
	const { happen, far } = await openSidebar();
	await happen(() => far.edit({ ...noEdits(ref), changedElsewhere: ['1'] }));
	const [first] = fixtureDeal.lines ?? [];
	expect(screen.getByRole('alert').textContent).toContain(
		`Saved elsewhere since this page was drawn: “${first?.description}”.`,
	);
	await happen(() => far.edit({ ...noEdits(ref), changedElsewhere: ['of-another'] }));
	expect(screen.getByRole('alert').textContent).toContain('since this page was drawn: this deal.');
	await happen(() => far.edit(noEdits(ref)));
	expect(screen.queryByRole('alert')).toBeNull();
});

it('counts the seconds down that the CRM asks to wait, and asks no earlier', async () => {
	const { far, happen } = await openSidebar();
	vi.useFakeTimers();
	await happen(() =>
		far.arrive({
			type: 'facts.failed',
			ref,
			failure: { code: 'rate-limited' },
			pageFacts: null,
			againAtMs: Date.now() + 9000,
		}),
	);
	const waiting = screen.getByRole('button', { name: 'Try again in 9 s' });
	expect(waiting.hasAttribute('disabled')).toBe(true);
	act(() => vi.advanceTimersByTime(3000));
	expect(screen.getByRole('button', { name: 'Try again in 6 s' })).toBeDefined();
	act(() => vi.advanceTimersByTime(6000));
	expect(screen.getByRole('button', { name: 'Try again' }).hasAttribute('disabled')).toBe(false);
});
