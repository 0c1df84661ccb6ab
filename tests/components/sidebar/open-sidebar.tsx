import { act, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { expect, vi } from 'vitest';
import { Sidebar } from '../../../components/Sidebar/Sidebar.tsx';
import type { DealEdits } from '../../../core/model/deal-edits.ts';
import { fixtureDeal } from '../../fixtures/fixture-deal.ts';
import { createFarSide } from './far-side.ts';

type FarSide = ReturnType<typeof createFarSide>;

/** The day of every test, six hours before which the fixture deal was read. */
const today = '2026-11-24';

/** Draws the sidebar over a far side; `lead` brings it into a state before anything is drawn. */
export async function openSidebar(lead: (far: FarSide) => void | Promise<void> = readDeal, far = createFarSide()) {
	await far.frame.getState().opened();
	await lead(far);
	await far.settle();
	const onEscape = vi.fn<() => void>();
	const onWorkspace = vi.fn<(place: string | null, isBehind: boolean) => void>();
	const onOpenBehind = vi.fn<(address: string) => void>();
	const onShowField = vi.fn(async (_field: string) => false);
	const view = render(
		<Sidebar
			deal={far.deal}
			frame={far.frame}
			storage={far.storage}
			judge={far.judge}
			today={() => today}
			onEscape={onEscape}
			onPopover={far.popovers.opened}
			onWorkspace={onWorkspace}
			onOpenBehind={onOpenBehind}
			onShowField={onShowField}
		/>,
	);
	return {
		...view,
		far,
		onEscape,
		onWorkspace,
		onOpenBehind,
		onShowField,
		user: userEvent.setup({ advanceTimers: (ms) => (vi.isFakeTimers() ? vi.advanceTimersByTime(ms) : undefined) }),
		/** Lets something happen on the far side, and everything that follows from it. */
		happen: (what: () => void) =>
			act(async () => {
				what();
				await far.settle();
			}),
		type: (edits: DealEdits) => act(() => far.edit(edits)),
	};
}

/** The fixture deal, read through the CRM's API. */
export async function readDeal(far: FarSide): Promise<void> {
	far.show(fixtureDeal);
	far.read(fixtureDeal);
	await far.settle();
}

/** One of the three regions. */
export function region(name: 'Stage' | 'Margin' | 'Collateral') {
	return within(screen.getByRole('region', { name }));
}

/** Text as people read it: every kind of space is a space. */
export function plain(text: string | null | undefined): string {
	return (text ?? '').replace(/[\s\u00a0\u202f]+/g, ' ').trim();
}

/** What a figure of the margin reads. */
export function figure(name: string): string {
	return plain(region('Margin').getByRole('status', { name }).textContent);
}

/** What stands struck through in a region, in order. */
export function struck(name: 'Stage' | 'Margin' | 'Collateral'): string[] {
	return [...screen.getByRole('region', { name }).querySelectorAll('s')].map((each) => plain(each.textContent));
}

/** Everything a region says. */
export function textOf(name: 'Stage' | 'Margin' | 'Collateral'): string {
	return plain(screen.getByRole('region', { name }).textContent);
}

/** Colours are not computed in this environment; everything else is checked. */
export async function expectAccessible(): Promise<void> {
	const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}
