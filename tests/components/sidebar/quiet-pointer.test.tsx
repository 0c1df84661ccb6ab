// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { useQuietPointer } from '../../../components/Sidebar/useQuietPointer.ts';

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
});

function Panel({ askFocus }: { readonly askFocus?: () => Promise<void> }) {
	useQuietPointer(askFocus);
	return (
		<>
			<button type="button">Copy</button>
			<input aria-label="Note" />
		</>
	);
}

test('a press on a button leaves the focus in the page, one on a field takes it', () => {
	render(<Panel />);
	expect(fireEvent.mouseDown(screen.getByRole('button'))).toBe(false);
	expect(fireEvent.mouseDown(screen.getByRole('textbox'))).toBe(true);
});

test('a field takes the focus out of the page only once the page is at rest', async () => {
	let rest = () => {};
	vi.spyOn(document, 'hasFocus').mockReturnValue(false);
	render(<Panel askFocus={() => new Promise((resolve) => (rest = resolve))} />);
	const field = screen.getByRole('textbox');
	expect(fireEvent.mouseDown(field)).toBe(false);
	expect(document.activeElement).not.toBe(field);
	await act(async () => rest());
	expect(document.activeElement).toBe(field);
});

test('within the sidebar a press moves the focus at once', () => {
	vi.spyOn(document, 'hasFocus').mockReturnValue(true);
	const askFocus = vi.fn(async () => {});
	render(<Panel askFocus={askFocus} />);
	expect(fireEvent.mouseDown(screen.getByRole('textbox'))).toBe(true);
	expect(askFocus).not.toHaveBeenCalled();
});
