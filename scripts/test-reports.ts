import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** What vitest's reports say of a run. */

export interface Count {
	passed: number;
	failed: number;
}

interface TestFile {
	readonly name: string;
	readonly status?: string;
	readonly message?: string;
	readonly assertionResults?: readonly {
		readonly status: string;
		readonly fullName: string;
		readonly failureMessages?: readonly string[] | null;
	}[];
}

/** Null for one that is missing or is no report. */
function filesOf(report: string): readonly TestFile[] | null {
	if (!existsSync(report)) return null;
	try {
		return JSON.parse(readFileSync(report, 'utf8')).testResults ?? [];
	} catch {
		return null;
	}
}

/**
 * How many tests passed and failed, those of `leftOut` files aside. A step without a report counts as one. A report that is
 * missing, empty or has skipped tests is a failure: nothing may be green by not running.
 */
export function countOf(
	report: string | undefined,
	isOk: boolean,
	say: (text: string) => void,
	leftOut: readonly string[] = [],
): Count {
	if (!report) return { passed: isOk ? 1 : 0, failed: isOk ? 0 : 1 };
	const files = filesOf(report)?.filter(({ name }) => !leftOut.includes(name));
	if (!files) return { passed: 0, failed: 1 };
	const statuses = files.flatMap(({ assertionResults = [] }) => assertionResults.map(({ status }) => status));
	const passed = statuses.filter((status) => status === 'passed').length;
	const failed = statuses.filter((status) => status === 'failed').length;
	const others = statuses.length - passed - failed;
	if (others > 0) say(`${others} tests did not run.`);
	// A file that broke before its first test has none that failed.
	const broken = files.filter(
		({ status, assertionResults = [] }) =>
			status === 'failed' && assertionResults.every((one) => one.status === 'passed'),
	).length;
	const isEmptyOrBroken = leftOut.length === 0 && (files.length === 0 || (!isOk && failed + others + broken === 0));
	return { passed, failed: failed + others + broken + (isEmptyOrBroken ? 1 : 0) };
}

/** The names of tests that failed, to be said once more at the end: of a long log often only the end is kept. */
export function failedIn(root: string, report: string, leftOut: readonly string[] = []): string[] {
	return (filesOf(report) ?? [])
		.filter(({ name }) => !leftOut.includes(name))
		.flatMap(({ name, status, assertionResults = [] }) => {
			const failed = assertionResults.filter((one) => one.status === 'failed');
			const file = relative(root, name);
			if (failed.length === 0) return status === 'failed' ? [`${file}: broke before or after its tests`] : [];
			return failed.map(({ fullName }) => `${file}: ${fullName}`);
		});
}

/** What drivers say of a browser that is gone, and never of a page that is wrong. */
const death =
	/Target (?:page, context or browser|closed)|browser has (?:been closed|disconnected)|Browser closed|Page crashed|Target crashed|Failed to launch the browser|Connection closed/i;

/** Files of which a test, or what goes before the first, ended because a browser was gone. */
export function diedIn(report: string): readonly string[] {
	return (filesOf(report) ?? []).flatMap(({ name, message = '', assertionResults = [] }) => {
		const failed = assertionResults.filter(({ status }) => status === 'failed');
		const said =
			failed.length > 0 ? failed.map(({ failureMessages }) => (failureMessages ?? []).join('\n')) : [message];
		return said.some((text) => death.test(text)) ? [name] : [];
	});
}
