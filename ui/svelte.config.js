// Svelte's own settings: TypeScript in components, accessibility notes as errors.
// Bundling stands in vite.config.ts.
import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
};
