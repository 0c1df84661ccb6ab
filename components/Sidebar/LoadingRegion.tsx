import { Skeleton } from '../ui/Skeleton/Skeleton.tsx';

interface LoadingRegionProps {
	readonly name: string;
}

export function LoadingRegion({ name }: LoadingRegionProps) {
	return (
		<section aria-label={name} aria-busy="true" className="border-t border-line px-4 pt-3 pb-4">
			<h2 className="m-0 mb-3 min-h-5 text-xs leading-5 font-semibold text-ink-2">{name}</h2>
			<div className="grid gap-2.5">
				<Skeleton className="h-7 w-2/5" />
				<Skeleton className="h-2 w-full" />
				<Skeleton className="h-4 w-3/4" />
				<Skeleton className="h-4 w-1/2" />
			</div>
		</section>
	);
}
