import { dealView } from './deal.js';
import { quoteView } from './quote.js';
import { call, chooseLanguage, language, make, shown, word } from './words.js';

/** Views of former records stay in the document, hidden, as in CRMs with tabs. */
const mostKept = 4;

const pane = document.querySelector('.pane');
let isDirty = false;
let current = location.pathname;

for (const place of document.querySelectorAll('[data-word]')) place.textContent = word(place.dataset.word);
const languages = document.querySelector('[name=language]');
languages.value = language;
languages.addEventListener('change', () => chooseLanguage(languages.value));
const failures = document.querySelector('[name=failure]');
failures.append(
	...['none', 'down', 'signed-out', 'denied', 'cost-denied', 'changed', 'slow'].map((mode) =>
		make('option', { value: mode }, mode === 'none' ? word('none') : mode),
	),
);
failures.addEventListener('change', () =>
	call('failure', { method: 'POST', body: JSON.stringify({ mode: failures.value }) }),
);
const menu = document.querySelector('.menu');
menu.append(...['deals', 'quotes', 'accounts'].map((name) => make('a', { href: `/${name}` }, word(name))));

function link(path, text) {
	return make('a', { href: path }, text);
}

async function listView(kind) {
	const { deals, quotes } = await call('deals');
	const rows =
		kind === 'deals'
			? deals.map((deal) => [
					link(`/deals/${deal.id}`, deal.name),
					deal.account,
					word('stages')[deal.stage],
					deal.amount === null ? '—' : `${shown(deal.amount, 2)} ${deal.currency}`,
				])
			: quotes.map((quote) => [
					link(`/quotes/${quote.id}`, quote.number),
					deals.find(({ id }) => id === quote.dealId)?.account ?? '',
					word('states')[quote.state],
					quote.currency,
				]);
	return make(
		'section',
		{ class: 'view' },
		make('h1', {}, word(kind)),
		make(
			'div',
			{ class: 'card' },
			make(
				'table',
				{},
				make('tbody', {}, ...rows.map((cells) => make('tr', {}, ...cells.map((cell) => make('td', {}, cell))))),
			),
		),
	);
}

async function load(path) {
	const [, kind, id] = path.split('/');
	const options = {
		onDirty: (value) => {
			isDirty = value;
		},
	};
	if (kind === 'deals' && id) return dealView(await call(`deals/${id}`), options);
	if (kind === 'quotes' && id) return quoteView(await call(`quotes/${id}`), options);
	if (kind === 'accounts')
		return make('section', { class: 'view' }, make('h1', {}, word('accounts')), make('p', {}, word('accountsText')));
	return listView(kind === 'quotes' ? 'quotes' : 'deals');
}

async function show(path) {
	isDirty = false;
	let view;
	try {
		view = await load(path);
	} catch {
		view = make('section', { class: 'view' }, make('p', { class: 'error' }, word('failed')));
	}
	if (location.pathname !== path) return;
	current = path;
	for (const other of pane.children) other.hidden = true;
	pane.append(view);
	while (pane.children.length > mostKept) pane.firstElementChild.remove();
	pane.scrollTop = 0;
	for (const item of menu.children) item.toggleAttribute('aria-current', path.startsWith(item.getAttribute('href')));
	document.title = `${view.querySelector('h1')?.textContent ?? ''} · Fjordline CRM`;
}

/** Asks before typed work is lost. The address has moved on already, as in many a CRM. */
function mayLeave() {
	if (!isDirty) return Promise.resolve(true);
	return new Promise((resolve) => {
		const close = (answer) => {
			veil.remove();
			resolve(answer);
		};
		const veil = make(
			'div',
			{ class: 'veil' },
			make(
				'div',
				{ class: 'dialog', role: 'alertdialog', 'aria-label': word('leave') },
				make('h2', {}, word('leave')),
				make(
					'div',
					{ class: 'actions' },
					make('button', { type: 'button', onclick: () => close(false) }, word('stay')),
					make('button', { type: 'button', class: 'main', onclick: () => close(true) }, word('leaveNow')),
				),
			),
		);
		document.body.append(veil);
	});
}

async function go(path) {
	if (await mayLeave()) return show(path);
	history.pushState(null, '', current);
}

document.addEventListener('click', (event) => {
	const anchor = event.target.closest?.('a[href^="/"]');
	if (!anchor || event.ctrlKey || event.metaKey) return;
	event.preventDefault();
	const path = anchor.getAttribute('href');
	history.pushState(null, '', path);
	void go(path);
});
addEventListener('popstate', () => void go(location.pathname));
void show(location.pathname);
