interface SkeletonProps {
	/** Tailwind classes for the size of what is on its way. */
	readonly className?: string;
}

export function Skeleton({ className = 'h-4 w-full' }: SkeletonProps) {
	return <span aria-hidden="true" className={`block animate-pulse rounded bg-track ${className}`} />;
}
