import { expect, test } from 'vitest';
import * as probe from '../../../core/access/probe.ts';
import * as waits from '../../../core/access/waits.ts';
import { type ApiAnswer, waitAskedMs } from '../../../core/model/api.ts';
import { accessOf } from '../../../crm/profiles.ts';

const tryAccess = (crm: string, read: Parameters<typeof probe.tryAccess>[1]) => probe.tryAccess(accessOf(crm), read);
const waitOf = (crm: string, answered: ApiAnswer, nowMs: number) => waits.waitOf(accessOf(crm), answered, nowMs);

const now = Date.parse('2026-11-24T10:00:00.000Z');
const answer = (status: number, text = '{}', headers: Record<string, string> = {}): ApiAnswer => ({
	status,
	headers,
	text,
});

test('a wait is asked in seconds or as a date, and nobody waits longer than an hour', () => {
	expect(waitAskedMs('30', now)).toBe(30_000);
	expect(waitAskedMs('1.5', now)).toBe(1500);
	expect(waitAskedMs('Tue, 24 Nov 2026 10:01:00 GMT', now)).toBe(60_000);
	expect(waitAskedMs('Mon, 01 Jan 2024 00:00:00 GMT', now)).toBe(0);
	expect(waitAskedMs('86400', now)).toBe(3_600_000);
	for (const header of ['soon', '', null, undefined])
		expect([header, waitAskedMs(header, now)]).toEqual([header, null]);
});

test('each CRM asks to be left alone in its own way', () => {
	expect(waitOf('hubspot', answer(429, '', { 'retry-after': '7' }), now)).toBe(7000);
	expect(waitOf('hubspot', answer(429), now)).toBe(10_000);
	expect(waitOf('hubspot', answer(429, '{"policyName":"SECONDLY"}'), now)).toBe(1000);
	expect(waitOf('hubspot', answer(429, '{"policyName": "DAILY"}'), now)).toBe(300_000);
	expect(waitOf('hubspot', answer(429, '{"policyName":"constructor"}'), now)).toBe(10_000);
	expect(waitOf('pipedrive', answer(429, '', { 'x-ratelimit-reset': '2' }), now)).toBe(2000);
	expect(waitOf('zoho', answer(429, '', { 'x-ratelimit-reset': '2' }), now)).toBe(10_000);
	expect(waitOf('pipedrive', answer(503, '', { 'retry-after': '7' }), now)).toBe(7000);
	expect(waitOf('pipedrive', answer(503), now)).toBeNull();
	const limit = '[{"errorCode":"REQUEST_LIMIT_EXCEEDED","message":"TotalRequests Limit exceeded."}]';
	expect(waitOf('salesforce', answer(403, limit), now)).toBe(300_000);
	expect(waitOf('hubspot', answer(403, limit), now)).toBeNull();
	expect(waitOf('salesforce', answer(200, limit), now)).toBeNull();
});

/** Answers by path; anything else is not found. */
function server(answers: Readonly<Record<string, ApiAnswer | null>>) {
	const asked: string[] = [];
	const read = async (path: string) => {
		asked.push(path);
		return path in answers ? (answers[path] ?? null) : answer(404);
	};
	return { asked, read };
}

test('an access that works says who it is', async () => {
	const hubspot = server({
		'/crm/objects/2026-09/deals?limit=1&properties=dealname': answer(200, '{"results":[]}'),
		'/account-info/2026-09/details': answer(200, '{"portalId":146512345}'),
	});
	expect(await tryAccess('hubspot', hubspot.read)).toEqual({ code: 'works', who: '146512345' });
	const salesforce = server({
		'/services/data/v66.0/': answer(
			200,
			'{"identity":"https://login.salesforce.com/id/00D000000000001EAA/005000000000001AAA"}',
		),
		'/services/data/v66.0/sobjects/User/005000000000001AAA?fields=Name': answer(200, '{"Name":"Ida Berg"}'),
	});
	expect(await tryAccess('salesforce', salesforce.read)).toEqual({ code: 'works', who: 'Ida Berg' });
	const zoho = server({ '/crm/v8/Deals?fields=Deal_Name&per_page=1': answer(204, '') });
	expect(await tryAccess('zoho', zoho.read)).toEqual({ code: 'works', who: null });
	expect(zoho.asked).toHaveLength(2);
});

test('each failure of a try has its own name', async () => {
	const verdict = async (given: ApiAnswer | 'token-missing' | null) =>
		(await tryAccess('pipedrive', async () => given)).code;
	expect(await verdict(null)).toBe('api-unreachable');
	expect(await verdict('token-missing')).toBe('token-missing');
	expect(await verdict(answer(401))).toBe('signed-out');
	expect(await verdict(answer(403))).toBe('not-allowed');
	expect(await verdict(answer(404))).toBe('not-found');
	expect(await verdict(answer(429))).toBe('rate-limited');
	expect(await verdict(answer(502))).toBe('server-failed');
	expect(await verdict(answer(200, '<!doctype html><title>Log in</title>'))).toBe('not-json');
	expect(await verdict(answer(400))).toBe('api-changed');
	expect((await tryAccess('unheard', async () => answer(200))).code).toBe('token-missing');
});
