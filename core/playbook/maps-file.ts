import type { SiteMaps } from '../model/page-map.ts';
import { allPointedShape, mapsShape } from '../model/page-map-shapes.ts';
import { failure, type Result, success } from '../model/result.ts';
import type { FileProblem } from '../model/settings.ts';
import { mostProblems, problemAt, repeated, shapeProblems } from './check.ts';
import { readJsonFile, whole } from './json-file.ts';

/** Marks a file of maps as ours. */
const mapsFormat = 'dealside-maps';

/** Grows when a reader of the version before could misread a file. */
const mapsVersion = 1;

/** What is wrong with maps and pointed fields of a file; empty when nothing is. Absent parts hold nothing. */
export function mapsProblems(maps: unknown, pointed: unknown): FileProblem[] {
	const problems = [
		...(maps === undefined ? [] : shapeProblems(mapsShape, maps, ['maps'])),
		...(pointed === undefined ? [] : shapeProblems(allPointedShape, pointed, ['pointed'])),
	];
	if (problems.length > 0) return problems;
	const parts = { maps: (maps ?? []) as SiteMaps['maps'], pointed: (pointed ?? []) as SiteMaps['pointed'] };
	const fields = repeated(parts.pointed, ({ crm, site, field }) => JSON.stringify([crm, site, field]));
	return [
		...repeated(parts.maps, ({ id }) => id).map(({ index, key }) =>
			problemAt(['maps', index, 'id'], 'named-twice', key),
		),
		...fields.map(({ index }) => problemAt(['pointed', index, 'field'], 'named-twice', parts.pointed[index]?.field)),
	];
}

/** Reads and checks the whole file; all problems are listed and nothing of a faulty file is used. */
export function readMapsFile(text: string): Result<SiteMaps, readonly FileProblem[]> {
	const file = readJsonFile(text, { format: mapsFormat, version: mapsVersion, otherwise: 'not-maps' });
	if (!file.ok) return file;
	const { maps, pointed } = file.value;
	if (maps === undefined && pointed === undefined) return whole('not-maps');
	const problems = mapsProblems(maps, pointed);
	if (problems.length > 0) return failure(problems.slice(0, mostProblems));
	return success({ maps: (maps ?? []) as SiteMaps['maps'], pointed: (pointed ?? []) as SiteMaps['pointed'] });
}

/** The file's text; `readMapsFile` gives back exactly what was written. */
export function writeMapsFile({ maps, pointed }: SiteMaps): string {
	return `${JSON.stringify({ format: mapsFormat, version: mapsVersion, maps, pointed }, null, '\t')}\n`;
}
