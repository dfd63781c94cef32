// node inhost.mjs BASE FOLDER: runs driver/journey.js inside the extension host of a real workbench.
// A built workbench takes no test runner from its address, so the runner is put into the page's own boot settings.
// That is an inner matter of VS Code: the version is pinned, and the negative control tells when it no longer holds.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, workbench } from "./browser.mjs";

const [base, folder] = process.argv.slice(2);
const driver = join(dirname(fileURLToPath(import.meta.url)), "driver");
const { browser, page, strangers } = await launch();

let finish;
const finished = new Promise((resolve) => (finish = resolve));
await page.exposeFunction("codeAutomationLog", () => {});
await page.exposeFunction("codeAutomationExit", (code) => finish(code));
page.on("console", (message) => {
  const text = message.text();
  const line = text.match(/TEST (ok [^]*|FAIL [^]*|\d+ passed.*)/)?.[0];
  if (line) console.log(line.slice(5));
  else if (process.env.VERBOSE) console.log("console:", text.slice(0, 300));
});

const remote = (path) => ({ $mid: 1, scheme: "vscode-remote", authority: new URL(base).host, path });
// an init script, not a rewritten response: Chromium refuses the sockets of a document that it was handed
await page.addInitScript(
  (development) => {
    const get = Element.prototype.getAttribute;
    Element.prototype.getAttribute = function (name) {
      const value = get.call(this, name);
      if (this.id !== "vscode-workbench-web-configuration" || name !== "data-settings") return value;
      const settings = JSON.parse(value);
      settings.developmentOptions = { ...settings.developmentOptions, ...development };
      return JSON.stringify(settings);
    };
  },
  { extensions: [remote(driver)], extensionTestsPath: remote(join(driver, "journey.js")) },
);

await page.goto(workbench(base, folder));
const limit = Number(process.env.TIME_LIMIT || 180) * 1000;
const code = await Promise.race([finished, new Promise((resolve) => setTimeout(() => resolve("no answer"), limit))]);
if (code !== 0) console.log(`in the extension host: exit ${code}`);
if (code === "no answer" && process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, "inhost.png") });
if (strangers.size) console.log(`FAIL it asked for ${[...strangers].join(", ")}`);
await browser.close();
process.exit(code === 0 && strangers.size === 0 ? 0 : 1);
