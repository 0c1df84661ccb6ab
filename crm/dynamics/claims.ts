import type { Page } from '../contract.ts';

/** Hosts of organisations: every region has its own number, and new ones come. Other products share the domain. */
const organisationHost =
	/^[a-z0-9-]+\.crm\d*\.(?:dynamics\.com|dynamics\.cn|microsoftdynamics\.us|microsoftdynamics\.de|appsplatform\.us)$/;

/** True on a page of Dynamics 365's model-driven apps, by its host; elsewhere by its form or its own scripts. */
export function claims({ document, url }: Page): boolean {
	if (organisationHost.test(url.hostname)) return true;
	return (
		/\/main\.aspx$/i.test(url.pathname) &&
		document.querySelector('script[src*="/uclient/scripts"], [data-id="editFormRoot"], [data-id="header_title"]') !==
			null
	);
}
