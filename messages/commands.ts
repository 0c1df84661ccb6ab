import * as v from 'valibot';
import { browserCommands } from './commands/browser.ts';
import { costsCommands } from './commands/costs.ts';
import { dealCommands } from './commands/deal.ts';
import { pageCommands } from './commands/page.ts';
import { playbookCommands } from './commands/playbook.ts';
import type { Context, Row } from './commands/row.ts';
import { sourceCommands } from './commands/source.ts';
import type { Answer } from './protocol.ts';

export type { Context };

/**
 * Every command that the background answers, said once. One object in, one answer out, JSON only. Types of data and answers,
 * what is checked, who may ask, and what must be there, all follow from the row.
 */
export const commands = {
	...pageCommands,
	...dealCommands,
	...playbookCommands,
	...sourceCommands,
	...costsCommands,
	...browserCommands,
};

export type CommandName = keyof typeof commands;

/** What arrives is a copy that nobody changes. */
type Frozen<T> = T extends string | number | boolean | null | undefined
	? T
	: T extends readonly (infer E)[]
		? readonly Frozen<E>[]
		: T extends object
			? { readonly [K in keyof T]: Frozen<T[K]> }
			: T;

type RowOf<N extends CommandName> = (typeof commands)[N];
export type CommandData<N extends CommandName> = Frozen<v.InferOutput<RowOf<N>['shape']>>;
type AnswerOf<N extends CommandName> = NonNullable<RowOf<N>['answer']>;
export type CommandAnswer<N extends CommandName> = Answer<AnswerOf<N>['of'], AnswerOf<N>['fault']>;

/** All commands there are. */
export const commandNames = Object.keys(commands) as readonly CommandName[];

/** What is said of a command. */
export function commandOf(name: CommandName): Row<v.GenericSchema, unknown, string> {
	return commands[name];
}

/** What a command accepts. JSON has no undefined: an absent argument is looked at as null. */
export function shapeOf(name: CommandName): v.GenericSchema {
	return commands[name].shape;
}

/** The data of a command when it has the command's shape; undefined for anything else. */
export function readData<N extends CommandName>(name: N, data: unknown): { readonly data: CommandData<N> } | undefined {
	// JSON has no undefined: an absent argument arrives as either.
	const parsed = v.safeParse(shapeOf(name) as v.GenericSchema<unknown, CommandData<N>>, data ?? null);
	return parsed.success ? { data: parsed.output } : undefined;
}
