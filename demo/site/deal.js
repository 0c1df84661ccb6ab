import { call, make, shown, typed, word } from './words.js';

/** A deal's page: a form that is saved as a whole. */
export function dealView({ deal, quotes }, { onDirty }) {
	let saved = deal;
	const amount = make('input', { name: 'amount', autocomplete: 'off', value: shown(deal.amount, 2) });
	const probability = make('input', { name: 'probability', autocomplete: 'off', value: shown(deal.probability) });
	const closeDate = make('input', { name: 'closeDate', type: 'date', value: deal.closeDate ?? '' });
	const stage = make(
		'select',
		{ name: 'stage' },
		...Object.entries(word('stages')).map(([id, name]) =>
			make('option', { value: id, selected: id === deal.stage }, name),
		),
	);
	const save = make('button', { type: 'button', class: 'main', disabled: true, onclick: store }, word('save'));

	function draft() {
		const number = (text, before) =>
			text.trim() === '' ? null : Number.isNaN(typed(text)) ? before : String(typed(text));
		return {
			amount: number(amount.value, saved.amount),
			probability: number(probability.value, saved.probability),
			closeDate: closeDate.value || null,
			stage: stage.value,
		};
	}

	function look() {
		const now = draft();
		const isDirty =
			Number(now.amount) !== Number(saved.amount) ||
			Number(now.probability) !== Number(saved.probability) ||
			now.stage !== saved.stage ||
			now.closeDate !== saved.closeDate;
		save.disabled = !isDirty;
		onDirty(isDirty);
	}

	async function store() {
		saved = (await call(`deals/${deal.id}`, { method: 'PUT', body: JSON.stringify(draft()) })).deal;
		amount.value = shown(saved.amount, 2);
		look();
	}

	const text = (name, value) => make('label', {}, word(name), make('output', { 'data-field': name }, value ?? '—'));
	const view = make(
		'section',
		{ class: 'view', 'data-kind': 'opportunity', 'data-id': deal.id, 'data-currency': deal.currency },
		make('h1', { 'data-field': 'name' }, deal.name),
		make('p', { class: 'under', 'data-field': 'account' }, deal.account),
		make(
			'div',
			{ class: 'card' },
			make(
				'div',
				{ class: 'fields' },
				make('label', {}, word('stage'), stage),
				make('label', {}, `${word('amount')} (${deal.currency})`, amount),
				make('label', {}, word('probability'), probability),
				make('label', {}, word('closeDate'), closeDate),
				text('owner', deal.owner),
				text('industry', deal.industry),
				text('country', deal.country),
			),
			make('div', { class: 'actions' }, save),
		),
		make(
			'div',
			{ class: 'card' },
			make(
				'table',
				{},
				make(
					'tbody',
					{},
					...quotes.map((quote) =>
						make(
							'tr',
							{},
							make('td', {}, make('a', { href: `/quotes/${quote.id}` }, quote.number)),
							make('td', {}, word('states')[quote.state]),
						),
					),
				),
			),
		),
	);
	for (const field of [amount, probability, closeDate, stage])
		for (const type of ['input', 'change']) field.addEventListener(type, look);
	return view;
}
