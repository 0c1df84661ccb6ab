// What a CRM's own client does between two records: the address changes, and some time later what is shown, without the
// page being loaded. It is served as a script of the page and is told where to go by events.
const script = document.currentScript;
let isOwnMove = false;

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

/** Routers in the part behind the "#" leave it to the browser, which tells the page with `hashchange`. */
function move(page, to) {
	const isBehindHash = to.hash !== '' && to.href.split('#')[0] === location.href.split('#')[0];
	if (!isBehindHash) history.pushState({ page }, '', to);
	else {
		isOwnMove = to.hash !== location.hash;
		location.hash = to.hash;
		history.replaceState({ page }, '');
	}
}

async function show(name) {
	const text = await (await fetch(`/.page/${name}`)).text();
	// Unlike other parsers this one makes shadow roots.
	const next = Document.parseHTMLUnsafe(text);
	const { body } = document;
	for (const { name: attribute } of [...body.attributes])
		if (attribute !== 'style' && !next.body.hasAttribute(attribute)) body.removeAttribute(attribute);
	for (const { name: attribute, value } of next.body.attributes)
		if (attribute !== 'style') body.setAttribute(attribute, value);
	document.title = next.title;
	body.replaceChildren(...[...next.body.childNodes].map((node) => document.adoptNode(node)));
	body.querySelector('[data-had-focus]')?.focus();
}

/** `first` says what changes first: "address" or "content"; without an address it stays as it is. */
async function go({ page, address, first, apartMs }) {
	const change = () => {
		if (address) move(page, new URL(address, location.href));
	};
	if (first === 'address') change();
	else await show(page);
	await wait(apartMs);
	if (first === 'address') await show(page);
	else change();
	dispatchEvent(new CustomEvent('crm:arrived'));
}

addEventListener('crm:go', ({ detail }) => go(detail));

// Back and forward: the browser changes the address before anybody is asked.
addEventListener('popstate', async ({ state }) => {
	if (isOwnMove) {
		isOwnMove = false;
		return;
	}
	await wait(400);
	await show(state?.page ?? script.dataset.page);
	dispatchEvent(new CustomEvent('crm:arrived'));
});
