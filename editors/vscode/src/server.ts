// Which server to run, and whether it runs at all. Knows nothing of the protocol.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

export interface Server {
  path: string;
  version: string;
}

/** There is no server that runs. The message is meant for the person who writes. */
export class NoServer extends Error {
  constructor(readonly path: string, reason: string) {
    super(`Copydesk could not start its server, ${path}: ${reason}`);
  }
}

/** The path from the settings, else the server inside the extension, else whatever `copydesk` the PATH holds. */
export function serverPath(configured: string, extensionPath: string): string {
  if (configured.trim() !== "") return configured.trim();
  const bundled = join(extensionPath, "server", process.platform === "win32" ? "copydesk.exe" : "copydesk");
  return existsSync(bundled) ? bundled : "copydesk";
}

/** Runs `copydesk --version`. A server of the wrong platform, without its exec bit or blocked is found out here. */
export function probe(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    execFile(path, ["--version"], { timeout: 10_000, windowsHide: true }, (error, stdout, stderr) => {
      if (!error) return resolve({ path, version: stdout.trim().replace(/^copydesk\s+/, "") });
      reject(new NoServer(path, reason(error, stderr)));
    });
  });
}

function reason(error: Error & { code?: unknown; killed?: boolean }, stderr: string): string {
  if (error.killed) return "it did not answer within ten seconds.";
  switch (error.code) {
    case "ENOENT":
      return "there is no such file.";
    case "EACCES":
    case "EPERM":
      return "the system does not allow it to run.";
    default:
      return stderr.trim().split("\n")[0] || error.message.split("\n")[0];
  }
}
