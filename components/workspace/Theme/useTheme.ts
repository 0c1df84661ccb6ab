import { useEffect } from 'react';

/** Puts the chosen theme on the document; `auto` follows the system while the window is open. */
export function useTheme(theme: 'auto' | 'light' | 'dark'): void {
	useEffect(() => {
		const root = document.documentElement;
		if (theme !== 'auto') {
			root.dataset.theme = theme;
			return;
		}
		const dark = window.matchMedia('(prefers-color-scheme: dark)');
		const follow = () => {
			root.dataset.theme = dark.matches ? 'dark' : 'light';
		};
		follow();
		dark.addEventListener('change', follow);
		return () => dark.removeEventListener('change', follow);
	}, [theme]);
}
