import { call, isForeign, layout, make, shown, typed, word } from './words.js';

const round = (value, digits) => Math.round((value + Number.EPSILON) * 10 ** digits) / 10 ** digits;
const unitPriceOf = (line) => round(Number(line.listPrice) * (1 - Number(line.discount) / 100), 4);
const totalOf = (line) => round(unitPriceOf(line) * Number(line.quantity), 2);

const usualColumns = ['product', 'quantity', 'listPrice', 'discount', 'unitPrice', 'total'];
const columnsOf = {
	foreign: [...usualColumns, 'unitCost'],
	'foreign-later': ['quantity', 'product', 'unitCost', 'tax', 'total', 'unitPrice', 'discount', 'listPrice'],
	'foreign-bare': [...usualColumns.filter((name) => name !== 'discount'), 'unitCost'],
};

/** What the markup calls the discount. */
const discountName = layout === 'moved' ? 'rebate' : 'discount';

/** A quotation: rows, a dialog per line, a discount cell that opens in place. */
export function quoteView({ quote, deal }, { onDirty }) {
	let saved = structuredClone(quote.lines);
	let lines = structuredClone(quote.lines);
	const columns = columnsOf[layout] ?? usualColumns;
	const body = make('tbody');
	const amount = make('b');
	const sum = make('td', { class: 'number', 'data-field': 'total' });
	const save = make('button', { type: 'button', class: 'main', onclick: store, disabled: true }, word('save'));
	const revert = make(
		'button',
		{
			type: 'button',
			onclick: () => {
				lines = structuredClone(saved);
				draw();
			},
			disabled: true,
		},
		word('revert'),
	);

	function isChanged(line) {
		return JSON.stringify(saved.find(({ id }) => id === line.id)) !== JSON.stringify(line);
	}

	function draw() {
		body.replaceChildren(...lines.map(row));
		sum.textContent = shown(
			lines.reduce((total, line) => total + totalOf(line), 0),
			2,
		);
		amount.textContent = `${sum.textContent} ${quote.currency}`;
		const isDirty = JSON.stringify(lines) !== JSON.stringify(saved);
		save.disabled = !isDirty;
		revert.disabled = !isDirty;
		view.dataset.form = isDirty ? 'changed' : 'clean';
		onDirty(isDirty);
	}

	function cell(line, field, text) {
		return make(
			'td',
			{
				class: 'number',
				'data-field': field === 'discount' ? discountName : field,
				...(field === 'discount' ? { ondblclick: (event) => inline(line, event.currentTarget) } : {}),
			},
			layout === 'foreign-later' ? make('div', {}, make('span', {}, text)) : text,
		);
	}

	const cells = {
		product: (line) => make('td', { 'data-field': 'product' }, line.name),
		quantity: (line) => cell(line, 'quantity', shown(line.quantity)),
		listPrice: (line) => cell(line, 'listPrice', shown(line.listPrice, 2)),
		discount: (line) => cell(line, 'discount', shown(line.discount)),
		unitPrice: (line) => cell(line, 'unitPrice', shown(unitPriceOf(line))),
		total: (line) => cell(line, 'lineTotal', shown(totalOf(line), 2)),
		unitCost: (line) => cell(line, 'unitCost', shown(line.unitCost, 2)),
		tax: (line) => cell(line, 'tax', '19 %'),
	};

	function row(line) {
		return make(
			'tr',
			{ 'data-line-id': line.id, class: isChanged(line) ? 'changed' : '' },
			...columns.map((name) => cells[name](line)),
			make(
				'td',
				{},
				make(
					'button',
					{
						type: 'button',
						'aria-label': `${word('edit')} ${line.code ?? line.name}`,
						onclick: () => openDialog(line),
					},
					word('edit'),
				),
			),
		);
	}

	/** The cell becomes a field; Enter or leaving it takes the value, Escape does not. */
	function inline(line, place) {
		const field = make('input', { name: discountName, 'aria-label': word('discount'), value: shown(line.discount) });
		let isDone = false;
		const finish = (isTaken) => {
			if (isDone) return;
			isDone = true;
			const value = typed(field.value);
			if (isTaken && !Number.isNaN(value)) line.discount = String(value);
			draw();
		};
		field.addEventListener('keydown', (event) => {
			if (event.key === 'Enter') finish(true);
			if (event.key === 'Escape') finish(false);
		});
		field.addEventListener('blur', () => finish(true));
		place.replaceChildren(field);
		field.focus();
		field.select();
	}

	function openDialog(line) {
		const draft = { ...line };
		const field = (name) => make('input', { name, id: `line-${name}`, autocomplete: 'off' });
		const quantity = field('quantity');
		const listPrice = field('listPrice');
		const discount = field(discountName);
		const unitPrice = field('unitPrice');
		const label = (name, input) => make('label', { for: input.id }, word(name), input);
		const roundUp = make(
			'button',
			{
				type: 'button',
				onclick: () => {
					discount.value = shown(Math.ceil(Number(draft.discount) / 5 + 0.0001) * 5);
				},
			},
			word('round'),
		);
		const dialog = make(
			'form',
			{
				class: 'dialog',
				role: 'dialog',
				'aria-modal': 'true',
				'aria-busy': 'true',
				'data-line-id': line.id,
				'aria-label': line.name,
			},
			make('h2', {}, line.name),
			make(
				'div',
				{ class: 'fields' },
				label('quantity', quantity),
				label('listPrice', listPrice),
				label('discount', discount),
				label('unitPrice', unitPrice),
			),
			make(
				'div',
				{ class: 'actions' },
				roundUp,
				make('button', { type: 'button', onclick: remove }, word('remove')),
				make('button', { type: 'button', onclick: close }, word('cancel')),
				make('button', { type: 'submit', class: 'main' }, word('ok')),
			),
		);
		const veil = make('div', { class: 'veil' }, dialog);
		const onKey = (event) => {
			if (event.key === 'Escape') close();
		};

		function fill() {
			quantity.value = shown(draft.quantity);
			listPrice.value = shown(draft.listPrice, 2);
			discount.value = shown(draft.discount);
			unitPrice.value = shown(unitPriceOf(draft));
		}
		function close() {
			document.removeEventListener('keydown', onKey);
			veil.remove();
		}
		function remove() {
			lines = lines.filter(({ id }) => id !== line.id);
			close();
			draw();
		}
		function take(event) {
			const value = typed(event.target.value);
			if (Number.isNaN(value)) return;
			if (event.target === unitPrice) draft.discount = String(round((1 - value / Number(draft.listPrice)) * 100, 4));
			else draft[event.target === discount ? 'discount' : event.target.name] = String(value);
			fill();
		}
		for (const input of [quantity, listPrice, discount, unitPrice]) input.addEventListener('change', take);
		dialog.addEventListener('submit', (event) => {
			event.preventDefault();
			const late = typed(discount.value);
			if (!Number.isNaN(late)) draft.discount = String(late);
			Object.assign(line, draft);
			close();
			draw();
		});
		document.addEventListener('keydown', onKey);
		document.body.append(veil);
		// The values come from the server a moment after the fields, as in many a CRM.
		setTimeout(() => {
			fill();
			dialog.removeAttribute('aria-busy');
			discount.focus();
			discount.select();
		}, 300);
	}

	function add() {
		lines.push({
			id: `new-${lines.length + 1}`,
			code: null,
			name: word('newLine'),
			family: null,
			quantity: '1',
			listPrice: '0',
			discount: '0',
			unitCost: null,
			landedCost: null,
		});
		draw();
	}

	async function store() {
		if (document.documentElement.dataset.draws === 'early') {
			saved = structuredClone(lines);
			draw();
		}
		const answer = await call(`quotes/${quote.id}`, { method: 'PUT', body: JSON.stringify({ lines }) });
		saved = structuredClone(answer.quote.lines);
		lines = structuredClone(answer.quote.lines);
		draw();
	}

	const pair = (name, value) => make('p', { class: 'pair' }, make('span', {}, word(name)), ' ', value);
	const usualHead = () => [
		make('h1', {}, `${word('quote')} ${quote.number}`),
		make(
			'p',
			{ class: 'under' },
			make('span', { 'data-field': 'account' }, deal.account),
			' · ',
			make('a', { href: `/deals/${deal.id}`, 'data-field': 'name' }, deal.name),
			' · ',
			make('span', { class: 'chip', 'data-field': 'state', 'data-value': quote.state }, word('states')[quote.state]),
		),
	];
	const foreignHead = () => [
		make('h1', {}, deal.name),
		make(
			'div',
			{ class: 'card pairs' },
			pair('quote', make('b', {}, quote.number)),
			pair('account', make('b', {}, deal.account)),
			pair('state', make('b', {}, word('states')[quote.state])),
			pair('amount', amount),
		),
	];
	const view = make(
		'section',
		{ class: 'view', 'data-kind': 'quote', 'data-id': quote.id, 'data-currency': quote.currency },
		...(isForeign ? foreignHead() : usualHead()),
		make(
			'div',
			{ class: 'card' },
			make(
				'table',
				{},
				make(
					'thead',
					{},
					make(
						'tr',
						{},
						...columns.map((name) => make('th', { class: name === 'product' ? '' : 'number' }, word(name))),
						make('th'),
					),
				),
				body,
				make(
					'tfoot',
					{},
					make('tr', {}, make('td', { colspan: String(columns.length - 1) }, word('untaxed')), sum, make('td')),
				),
			),
			make(
				'div',
				{ class: 'actions' },
				save,
				revert,
				make('button', { type: 'button', onclick: add }, word('addLine')),
			),
		),
	);
	draw();
	return view;
}
