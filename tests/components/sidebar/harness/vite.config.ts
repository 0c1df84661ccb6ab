import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

/** Serves the sidebar's states for looking at: `vite --config tests/components/sidebar/harness/vite.config.ts`. */
export default defineConfig({
	root: fileURLToPath(new URL('.', import.meta.url)),
	plugins: [tailwindcss()],
	server: { host: '127.0.0.1', fs: { allow: [fileURLToPath(new URL('../../../..', import.meta.url))] } },
});
