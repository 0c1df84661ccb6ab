import { describe, expect, it } from 'vitest';
import { createWorkspaceStore } from '../../../stores/workspace/store.ts';
import { createFakeBackground, samplePlaybook } from '../../components/workspace/fake-background.ts';

async function opened() {
	const far = createFakeBackground();
	const store = createWorkspaceStore(far);
	const close = store.getState().opened();
	await store.getState().readAgain();
	return { far, store, close };
}

describe('the workspace store', () => {
	it('shows a change made elsewhere, and nothing more after it was closed', async () => {
		const { far, store, close } = await opened();
		far.playbook = { ...far.playbook, name: 'South team' };
		far.tell('playbook');
		await Promise.resolve();
		await expect.poll(() => store.getState().playbook?.name).toBe('South team');
		close();
		far.playbook = { ...far.playbook, name: 'West team' };
		far.tell('playbook');
		await new Promise((resolve) => setTimeout(resolve, 5));
		expect(store.getState().playbook?.name).toBe('South team');
	});

	it('keeps a form being typed in when its source changes elsewhere', async () => {
		const { far, store } = await opened();
		store.getState().formTyped('process', 'en', (draft) => ({ ...draft, name: 'Mine' }));
		far.playbook = { ...far.playbook, process: { ...far.playbook.process, name: 'Theirs' } };
		far.tell('playbook');
		await expect.poll(() => store.getState().playbook?.process.name).toBe('Theirs');
		expect(store.getState().forms.process).toMatchObject({ form: { name: 'Mine' }, source: { name: 'Five steps' } });
	});

	it('changes the warnings without saving limits that are still being typed', async () => {
		const { far, store } = await opened();
		store.getState().formTyped('limits', 'en', (form) => ({ ...form, families: [] }));
		await store.getState().warningsChosen('reason');
		expect(far.playbook.margin).toEqual({ ...samplePlaybook.margin, warnings: 'reason' });
		expect(store.getState().forms.limits?.form.families).toEqual([]);
	});

	it('takes a tick back when the background does not keep it', async () => {
		const { far, store } = await opened();
		far.broken.add('attachment.set');
		const question = store.getState().pieceTicked('propose', 'audits', true);
		expect(store.getState().playbook?.attachments).toHaveLength(2);
		expect(await question).toEqual({ ok: false, error: { code: 'storage-failed' } });
		expect(store.getState().playbook?.attachments).toEqual(samplePlaybook.attachments);
	});

	it('restores removed pieces with their place and their ticks', async () => {
		const { far, store } = await opened();
		const removed = await store.getState().piecesRemoved(['audits']);
		expect(far.playbook.attachments).toEqual([]);
		if (!removed.ok) throw new Error(removed.error.code);
		await store.getState().piecesRestored(removed.value);
		expect(far.playbook).toEqual(samplePlaybook);
	});

	it('says that nothing could be read, and recovers', async () => {
		const far = createFakeBackground();
		far.broken.add('playbook.read');
		const store = createWorkspaceStore(far);
		await store.getState().readAgain();
		expect(store.getState().phase).toBe('failed');
		far.broken.clear();
		await store.getState().readAgain();
		expect(store.getState().phase).toBe('ready');
	});

	it('answers the problems of a refused file and leaves the playbook', async () => {
		const { far, store } = await opened();
		far.problems = [{ row: null, place: 'process', reason: 'missing', found: null }];
		expect(await store.getState().fileChosen('{}')).toEqual({
			ok: false,
			error: { code: 'problems', problems: far.problems },
		});
		expect(store.getState().playbook).toEqual(samplePlaybook);
	});
});
