import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The list of packages that are in a build, in CycloneDX: what npm knows of each, for those that the bundler put in. */

/** Its base styles come in through a style sheet, which the bundler does not count as a module. */
const parts = new Set<string>(['tailwindcss']);

/** The package that a module is of; null for one of ours. */
function packageOf(id: string): string | null {
	return (
		/[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/](?!.*[\\/]node_modules[\\/])/
			.exec(id)?.[1]
			?.replace('\\', '/') ?? null
	);
}

/** Notes what each bundle of the build is made of. */
export const noteParts = {
	name: 'note-parts',
	apply: 'build',
	generateBundle(
		_: unknown,
		bundle: Readonly<Record<string, { readonly modules?: Readonly<Record<string, unknown>> }>>,
	) {
		for (const { modules = {} } of Object.values(bundle))
			for (const id of Object.keys(modules)) {
				const name = packageOf(id);
				if (name !== null) parts.add(name);
			}
	},
} as const;

interface Bill {
	readonly components: readonly { readonly name: string; readonly 'bom-ref': string }[];
	readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
	readonly metadata: { readonly component: { readonly 'bom-ref': string } };
}

/** Writes `sbom.cdx.json` into `folder`. Throws when a package of the build is unknown to npm. */
export function writeBillOfMaterials(folder: string): void {
	const text = execFileSync('npm', ['sbom', '--sbom-format=cyclonedx', '--include=dev', '--include=peer'], {
		cwd: join(import.meta.dirname, '..'),
		encoding: 'utf8',
		shell: process.platform === 'win32',
		maxBuffer: 64 * 1024 * 1024,
	});
	const all: Bill = JSON.parse(text);
	const components = all.components.filter(({ name }) => parts.has(name));
	const missing = [...parts].filter((part) => !components.some(({ name }) => name === part));
	if (missing.length > 0) throw new Error(`npm does not know these packages of the build: ${missing.join(', ')}`);
	const refs = new Set([all.metadata.component['bom-ref'], ...components.map((component) => component['bom-ref'])]);
	const dependencies = all.dependencies
		.filter(({ ref }) => refs.has(ref))
		.map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) }));
	writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify({ ...all, components, dependencies }, null, '\t')}\n`);
}
