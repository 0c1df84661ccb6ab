import type { Page } from '../contract.ts';

/** Parts of the shell of version 8 that no other Angular application has; the log-in is one of them. */
const shell = [
	'scrm-record',
	'scrm-classic-view-ui',
	'scrm-list',
	'scrm-navbar-ui',
	'scrm-create-record',
	'scrm-login-ui',
]
	.map((part) => `app-root ${part}`)
	.join(', ');

/** The page frame of version 7 names module and action of what it shows. Seen in 8.2.3's legacy part, 2026. */
const classic = '#pagecontent[class*="view-module-"][class*="view-action-"]';

/** True on a page of SuiteCRM 7 or 8, whatever it shows. */
export function claims({ document }: Page): boolean {
	return document.querySelector(`${shell}, ${classic}`) !== null;
}
