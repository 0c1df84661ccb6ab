import type { ReactNode } from 'react';
import { useFollowed } from './SourceContext.tsx';

interface LockedProps {
	readonly children: ReactNode;
	readonly className?: string;
}

/** What changes the playbook: every control in it is disabled while the playbook is published elsewhere. */
export function Locked({ children, className = 'grid gap-5' }: LockedProps) {
	const isFollowed = useFollowed() !== null;
	return (
		<fieldset disabled={isFollowed} className={`m-0 min-w-0 border-0 p-0 ${className}`}>
			{children}
		</fieldset>
	);
}
