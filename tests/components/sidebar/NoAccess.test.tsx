// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { fixtureDeal } from '../../fixtures/fixture-deal.ts';
import { openSidebar } from './open-sidebar.tsx';

afterEach(cleanup);

it('a CRM without access leads to where it is set up, and is read again once it is', async () => {
	const { far, happen, onWorkspace, user } = await openSidebar((side) => {
		side.show(fixtureDeal);
		side.fail(fixtureDeal, { code: 'token-missing' });
	});
	expect(screen.getByText(/has not been given access to this CRM yet/)).toBeDefined();
	await user.click(screen.getByRole('button', { name: 'Set up access' }));
	expect(onWorkspace).toHaveBeenCalledExactlyOnceWith('settings/access', false);
	const before = far.posted.length;
	await happen(() => far.deal.getState().changeNoticed({ subject: 'access', revision: 2 }));
	expect(far.posted.slice(before)).toEqual([{ type: 'facts.again' }]);
	await happen(() => far.read(fixtureDeal));
	expect(screen.queryByRole('button', { name: 'Set up access' })).toBeNull();
	await happen(() => far.deal.getState().changeNoticed({ subject: 'access', revision: 3 }));
	expect(far.posted.slice(before)).toHaveLength(1);
});

it('an access that cannot be read is not called a missing one, and leads to where it is set up anew', async () => {
	const { far, happen, onWorkspace, user } = await openSidebar((side) => {
		side.show(fixtureDeal);
		side.fail(fixtureDeal, { code: 'access-unreadable' });
	});
	expect(screen.getByText(/its access to this CRM cannot be read, so it is not used\. Set it up again/)).toBeDefined();
	expect(screen.queryByText(/has not been given access/)).toBeNull();
	await user.click(screen.getByRole('button', { name: 'Set up access' }));
	expect(onWorkspace).toHaveBeenCalledExactlyOnceWith('settings/access', false);
	const before = far.posted.length;
	await happen(() => far.deal.getState().changeNoticed({ subject: 'access', revision: 2 }));
	expect(far.posted.slice(before)).toEqual([{ type: 'facts.again' }]);
});
