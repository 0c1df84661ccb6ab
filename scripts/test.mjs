import { runWithPackages } from './install.mjs';

runWithPackages('scripts/test.ts');
