// How the UI is built and tested.
// No path of the shell or the engine stands here.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  base: "./",
  clearScreen: false,
  server: { port: 5173, strictPort: true, fs: { allow: [".", "../assets"] } },
  build: {
    target: "safari16.4",
    // Fonts and images stay files: the window's policy allows `font-src 'self'` and no `data:`.
    assetsInlineLimit: 0,
    modulePreload: false,
    cssCodeSplit: false,
    chunkSizeWarningLimit: 1500,
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/mock/setup.ts"],
    restoreMocks: true,
    // Two loaded cores must not turn a slow screen into a failure.
    testTimeout: 30_000,
  },
});
