import { applyFaults, applyRefusals } from '../../core/model/apply.ts';
import { dealKey, type RecordRef } from '../../core/model/deal.ts';
import { pressRefusals } from '../../core/model/press.ts';
import { type FromPage, isLayout, settlingPhases } from '../../messages/port.ts';

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): boolean {
	return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function isRef(value: unknown): value is RecordRef {
	return (
		isObject(value) &&
		typeof value.crm === 'string' &&
		typeof value.site === 'string' &&
		typeof value.id === 'string' &&
		(value.kind === 'opportunity' || value.kind === 'quote')
	);
}

/** True for something that says which record it is of, and it is this one. */
function isOf(value: unknown, ref: RecordRef): boolean {
	return isObject(value) && isRef(value.ref) && dealKey(value.ref) === dealKey(ref);
}

function isFacts(value: unknown, ref: RecordRef): boolean {
	return (
		isOf(value, ref) &&
		isObject(value) &&
		typeof value.name === 'string' &&
		(value.lines === null || Array.isArray(value.lines)) &&
		isObject(value.reading) &&
		isObject(value.segments) &&
		isObject(value.filledFields)
	);
}

function isEdits(value: unknown, ref: RecordRef): boolean {
	return (
		isOf(value, ref) &&
		isObject(value) &&
		isObject(value.lines) &&
		Array.isArray(value.added) &&
		Array.isArray(value.removed)
	);
}

function isFailure(value: unknown): boolean {
	return isObject(value) && typeof value.code === 'string' && ['undefined', 'string'].includes(typeof value.field);
}

const refusals: readonly unknown[] = pressRefusals;
const possibilities: readonly unknown[] = ['yes', ...applyRefusals];
const faults: readonly unknown[] = applyFaults;
const phases: readonly unknown[] = settlingPhases;

function isApplyFailure(value: unknown): boolean {
	const isTextOrNone = (text: unknown) => text === undefined || typeof text === 'string';
	return isObject(value) && faults.includes(value.code) && isTextOrNone(value.text) && isTextOrNone(value.before);
}

function isAnswer(value: unknown): boolean {
	if (!isObject(value)) return false;
	if (value.ok === false) return isApplyFailure(value.error);
	return (
		value.ok === true &&
		isObject(value.value) &&
		typeof value.value.before === 'string' &&
		typeof value.value.now === 'string'
	);
}

/** Messages that carry nothing. */
const bare: readonly string[] = [
	'page.alive',
	'line.ended',
	'escape.pressed',
	'frame.restarted',
	'focus.take',
	'palette.show',
	'focus.ready',
] satisfies FromPage['type'][];

/**
 * Checks the shape of a message from the content script; null when it is not one of ours, or when what it carries is of
 * another record than the one it names.
 */
export function readFromPage(message: unknown): FromPage | null {
	if (!isObject(message)) return null;
	const accepted = message as unknown as FromPage;
	const { type, ref } = message;
	if (typeof type === 'string' && bare.includes(type)) return accepted;
	if (type === 'page.blocked') return typeof message.isBlocked === 'boolean' ? accepted : null;
	if (type === 'press.judged')
		return typeof message.id === 'string' && (message.refusal === null || refusals.includes(message.refusal))
			? accepted
			: null;
	if (type === 'layout.shown') return isLayout(message.layout) ? accepted : null;
	if (!isRef(ref)) return null;
	switch (type) {
		case 'record.shown':
			return typeof message.crmTitle === 'string' &&
				typeof message.site === 'string' &&
				isTexts(message.repairable) &&
				isLayout(message.layout)
				? accepted
				: null;
		case 'user.told':
			return isObject(message.user) && typeof message.user.id === 'string' ? accepted : null;
		case 'page.typed':
			return typeof message.isTyped === 'boolean' ? accepted : null;
		case 'facts.reading':
			return accepted;
		case 'facts.read':
			return isFacts(message.facts, ref) &&
				Array.isArray(message.health) &&
				(message.stages === undefined || Array.isArray(message.stages)) &&
				['undefined', 'string'].includes(typeof message.structure)
				? accepted
				: null;
		case 'facts.failed':
			return isFailure(message.failure) &&
				typeof message.againAtMs === 'number' &&
				(message.pageFacts === null || isFacts(message.pageFacts, ref))
				? accepted
				: null;
		case 'edits.read':
			return isEdits(message.edits, ref) ? accepted : null;
		case 'edits.settling':
			return isEdits(message.edits, ref) && phases.includes(message.phase) ? accepted : null;
		case 'edits.failed':
			return isFailure(message.failure) && ['undefined', 'string'].includes(typeof message.structure) ? accepted : null;
		case 'discount.possible':
			return isObject(message.lines) && Object.values(message.lines).every((line) => possibilities.includes(line))
				? accepted
				: null;
		case 'discount.waiting':
			return typeof message.id === 'string' ? accepted : null;
		case 'discount.answered':
			return typeof message.id === 'string' && isAnswer(message.result) ? accepted : null;
		default:
			return null;
	}
}
