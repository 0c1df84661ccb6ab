import { Upload } from 'lucide-react';
import { useId, useState } from 'react';

interface FileDropProps {
	readonly label: string;
	readonly dropWords: string;
	/** What the file dialog offers: ".json,application/json". */
	readonly accept: string;
	readonly onFile: (file: File) => void;
}

/** A file input that also takes a dropped file. */
export function FileDrop({ label, dropWords, accept, onFile }: FileDropProps) {
	const id = useId();
	const [isOver, setOver] = useState(false);
	return (
		<fieldset
			className={`m-0 flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border border-dashed px-4 py-5 transition-colors ${isOver ? 'border-accent bg-accent-soft' : 'border-ink-3/60'}`}
			onDragOver={(event) => {
				if (!event.dataTransfer.types.includes('Files')) return;
				event.preventDefault();
				setOver(true);
			}}
			onDragLeave={() => setOver(false)}
			onDrop={(event) => {
				event.preventDefault();
				setOver(false);
				const file = event.dataTransfer.files[0];
				if (file) onFile(file);
			}}
		>
			<input
				id={id}
				type="file"
				accept={accept}
				className="peer sr-only"
				onChange={(event) => {
					const file = event.target.files?.[0];
					if (file) onFile(file);
					// The same file may be chosen again after it was put right.
					event.target.value = '';
				}}
			/>
			<label
				htmlFor={id}
				className="inline-flex min-h-8 cursor-pointer items-center gap-1.5 rounded-lg border border-line bg-page px-3 py-1 text-sm font-semibold text-ink peer-focus-visible:outline-2 peer-disabled:cursor-default peer-disabled:opacity-50 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent hover:bg-panel"
			>
				<Upload aria-hidden="true" size={16} strokeWidth={1.75} />
				{label}
			</label>
			<span className="text-sm text-ink-3">{dropWords}</span>
		</fieldset>
	);
}
