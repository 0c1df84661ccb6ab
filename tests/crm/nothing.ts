/** For `toMatchObject`, in whose patterns `{}` stands for any object: an object with nothing in it. */
export const nothing = {
	asymmetricMatch: (value: unknown) => JSON.stringify(value) === '{}',
	toString: () => 'nothing',
	getExpectedType: () => 'object',
	toAsymmetricMatcher: () => 'nothing',
};
