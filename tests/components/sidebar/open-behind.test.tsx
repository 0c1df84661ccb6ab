// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { useOpenBehind } from '../../../components/Sidebar/useOpenBehind.ts';

afterEach(cleanup);

const address = 'https://firm.example/guide';

function Links({ isBehind, onOpen }: { readonly isBehind: boolean; readonly onOpen: (address: string) => void }) {
	useOpenBehind(isBehind, onOpen);
	return (
		<>
			<a href={address} target="_blank" rel="noreferrer">
				<b>Guide</b>
			</a>
			<a href="#part">Part</a>
		</>
	);
}

/** `fireEvent` returns false when the browser would not follow the link. */
const follows = (name: string, keys: object = {}) => fireEvent.click(screen.getByText(name), keys);

test('while something is typed a link to another page opens behind, and the browser itself opens nothing', () => {
	const onOpen = vi.fn<(address: string) => void>();
	const { rerender } = render(<Links isBehind={false} onOpen={onOpen} />);
	expect(follows('Guide')).toBe(true);
	expect(onOpen).not.toHaveBeenCalled();
	rerender(<Links isBehind onOpen={onOpen} />);
	expect(follows('Guide')).toBe(false);
	expect(onOpen.mock.calls).toEqual([[address]]);
	// What stays in this page, and who asks for another way to open, is left alone.
	expect(follows('Part')).toBe(true);
	for (const key of ['ctrlKey', 'metaKey', 'shiftKey']) expect(follows('Guide', { [key]: true })).toBe(true);
	rerender(<Links isBehind={false} onOpen={onOpen} />);
	expect(follows('Guide')).toBe(true);
	expect(onOpen).toHaveBeenCalledTimes(1);
});
