// A browser that opens the workbench of code-server and talks to nobody but this machine.
import { createRequire } from "node:module";

const { chromium } = createRequire(`${process.env.VSCODE_TEST_HOME}/`)("playwright-core");

export async function launch() {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", headless: true, args });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: Number(process.env.SCALE || 1) });
  const strangers = new Set();
  await context.route(
    (url) => !["127.0.0.1", "localhost"].includes(url.hostname),
    (route) => {
      strangers.add(new URL(route.request().url()).host);
      return route.abort();
    },
  );
  return { browser, page: await context.newPage(), strangers };
}

/** The address that opens a folder, and in it a file. */
export function workbench(base, folder, file) {
  const query = new URLSearchParams(folder ? { folder } : { ew: "true" });
  if (file) query.set("payload", JSON.stringify([["openFile", `vscode-remote://${new URL(base).host}${file}`]]));
  return `${base}/?${query}`;
}

/** Text of the page as a person reads it: VS Code writes spaces as no-break spaces. */
export const plain = (text) => text.replaceAll("\u00a0", " ");

/** Counts the steps of a journey. */
export function tally() {
  let passed = 0;
  let failed = 0;
  return {
    check(name, ok, got) {
      if (ok) passed++;
      else failed++;
      console.log(`${ok ? "ok  " : "FAIL"} ${name}${!ok && got !== undefined ? `\n     got ${JSON.stringify(got)}` : ""}`);
      return ok;
    },
    end() {
      console.log(`${passed} passed, ${failed} failed`);
      return failed === 0 ? 0 : 1;
    },
  };
}
