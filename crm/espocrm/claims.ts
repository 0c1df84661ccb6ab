import type { Page } from '../contract.ts';

/** True on a page of EspoCRM, by the name its body carries or by what its loader leaves in the head. Seen on 9.2.6. */
export function claims({ document }: Page): boolean {
	return (
		document.body?.dataset.id === 'espocrm' ||
		(document.querySelector('script[data-name="loader-params"][type="application/json"]') !== null &&
			document.querySelector('meta[name="description"][content^="EspoCRM"]') !== null)
	);
}
