import { runWithPackages } from './install.mjs';

runWithPackages('scripts/start.ts');
