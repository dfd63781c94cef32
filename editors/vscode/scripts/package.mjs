// node scripts/package.mjs [--server FILE] [--target linux-x64] [--out FILE]
// A VSIX for one platform, with that platform's server inside. Without --server: one that takes `copydesk` from the PATH.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { server: { type: "string" }, target: { type: "string" }, out: { type: "string" } } });
const here = dirname(dirname(fileURLToPath(import.meta.url)));
const target = values.target ?? (values.server ? `${process.platform}-${process.arch}` : undefined);
const out = resolve(values.out ?? join(here, target ? `copydesk-${target}.vsix` : "copydesk.vsix"));

rmSync(join(here, "server"), { recursive: true, force: true });
if (values.server) {
  const server = join(here, "server", target.startsWith("win32") ? "copydesk.exe" : "copydesk");
  mkdirSync(dirname(server));
  copyFileSync(values.server, server);
  chmodSync(server, 0o755);
}
const vsce = createRequire(import.meta.url).resolve("@vscode/vsce/vsce");
const args = ["package", "--no-dependencies", "--allow-missing-repository", "--out", out];
if (target) args.push("--target", target);
execFileSync(process.execPath, [vsce, ...args], { cwd: here, stdio: "inherit" });
