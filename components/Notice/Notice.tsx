import type { ReactNode } from 'react';

interface NoticeProps {
	readonly tone: 'warn' | 'bad';
	readonly children: ReactNode;
	readonly action?: ReactNode;
}

export function Notice({ tone, children, action }: NoticeProps) {
	return (
		<div
			role="status"
			className={`grid grid-cols-[14px_1fr] gap-x-2 gap-y-1.5 px-4 py-2.5 text-sm ${tone === 'warn' ? 'bg-warn-soft' : 'bg-bad-soft'}`}
		>
			<span aria-hidden="true" className={`text-xs leading-[19px] ${tone === 'warn' ? 'text-warn' : 'text-bad'}`}>
				{tone === 'warn' ? '▲' : '■'}
			</span>
			<div className="min-w-0 wrap-anywhere text-ink">
				{children}
				{action ? <div className="mt-1.5">{action}</div> : null}
			</div>
		</div>
	);
}
