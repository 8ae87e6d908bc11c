// Starts the app in its window.
// In a plain browser (`npm run dev`, address ending in `?mock`) canned answers stand in for the shell.
import { mount } from "svelte";
import App from "./App.svelte";
import "./styles/index.css";

async function start(): Promise<void> {
  if (import.meta.env.DEV && location.search.includes("mock")) {
    const { startBrowserMock } = await import("./mock/browser");
    startBrowserMock();
  }
  const target = document.getElementById("app");
  if (target) mount(App, { target });
}

void start();
