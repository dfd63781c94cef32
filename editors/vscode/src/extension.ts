// Starts the server and keeps it: one for the window, restarted on request and when its path changes.
import * as vscode from "vscode";
import { ExecuteCommandRequest, LanguageClient, RevealOutputChannelOn, State as ClientState } from "vscode-languageclient/node";
import { Annotating } from "./annotate";
import { DOSSIER, SELECTOR } from "./articles";
import { type Ask, Checkings } from "./checking";
import { type CreateConfig, offer, useFolder } from "./corpus";
import { Progress } from "./progress";
import { Reports } from "./report";
import { NoServer, probe, serverPath } from "./server";
import { type ServerStatus, StatusView } from "./status";
import { Threads } from "./threads";
import { ClaimsTree } from "./tree";

const INDEXING_POLL_MS = 1000;

/** Commands of the server that note nothing. */
const READS = ["copydesk.claims", "copydesk.proposals", "copydesk.report", "copydesk.nextOpenClaim", "copydesk.nextProposal"];

class Desk implements vscode.Disposable {
  private readonly log = vscode.window.createOutputChannel("Copydesk", { log: true });
  private readonly view = new StatusView();
  private client: LanguageClient | undefined;
  private version = "";
  private poll: NodeJS.Timeout | undefined;
  private turn: Promise<void> = Promise.resolve(); // one start or stop at a time
  private readonly subscriptions: vscode.Disposable;
  private readonly checkings: Checkings;

  constructor(private readonly context: vscode.ExtensionContext) {
    this.checkings = new Checkings(this.ask);
    const threads = new Threads(this.checkings);
    this.subscriptions = vscode.Disposable.from(
      this.log,
      this.view,
      this.checkings,
      threads,
      new ClaimsTree(this.checkings),
      new Progress(this.checkings),
      new Annotating(this.ask, this.checkings, threads),
      new Reports(this.ask),
      vscode.commands.registerCommand("copydesk.restart", () => this.restart()),
      vscode.commands.registerCommand("copydesk.showLog", () => this.log.show()),
      // the lens that counts who is named; the server names the command and leaves it to the editor
      vscode.commands.registerCommand("copydesk.showNames", () => vscode.commands.executeCommand("workbench.action.gotoSymbol")),
      vscode.commands.registerCommand("copydesk.useFolder", () => useFolder(this.createConfig)),
      vscode.window.onDidChangeActiveTextEditor(() => this.lookAround()),
      vscode.workspace.onDidChangeConfiguration((e) => {
        if (e.affectsConfiguration("copydesk.server.path")) void this.restart();
      }),
    );
  }

  restart(): Promise<void> {
    this.turn = this.turn.then(async () => {
      await this.stop();
      await this.start();
    });
    return this.turn;
  }

  async end(): Promise<void> {
    await this.turn;
    await this.stop();
  }

  dispose(): void {
    clearTimeout(this.poll);
    this.subscriptions.dispose();
  }

  private async start(): Promise<void> {
    this.view.show({ kind: "starting" });
    const configured = vscode.workspace.getConfiguration("copydesk").get<string>("server.path", "");
    try {
      const server = await probe(serverPath(configured, this.context.extensionPath));
      this.log.info(`server ${server.path}, version ${server.version}`);
      this.version = server.version;
      this.client = this.newClient(server.path);
      await this.client.start();
      this.lookAround();
      this.checkings.lookAtAll();
    } catch (error) {
      const message = error instanceof NoServer ? error.message : `Copydesk could not start its server: ${error instanceof Error ? error.message : error}`;
      this.log.error(message);
      this.view.show({ kind: "failed", message });
      void this.complain(message);
    }
  }

  private async stop(): Promise<void> {
    clearTimeout(this.poll);
    const client = this.client;
    this.client = undefined;
    await client?.dispose(2000).catch((error: unknown) => this.log.warn(`the server did not stop cleanly: ${error}`));
  }

  private newClient(path: string): LanguageClient {
    const client = new LanguageClient(
      "copydesk",
      "Copydesk",
      { command: path, args: ["lsp"] },
      {
        documentSelector: [...SELECTOR, DOSSIER],
        outputChannel: this.log,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        synchronize: { configurationSection: "copydesk" },
        // a code action or a lens noted something
        middleware: {
          executeCommand: async (command, args, next) => {
            const answer = await next(command, args);
            this.checkings.lookAtAll();
            return answer;
          },
        },
      },
    );
    client.onDidChangeState(({ newState }) => {
      if (client !== this.client) return; // one that is being replaced
      if (newState === ClientState.Running) this.view.show({ kind: "running", version: this.version });
      else this.view.show({ kind: newState === ClientState.Starting ? "starting" : "stopped" });
    });
    return client;
  }

  private async complain(message: string): Promise<void> {
    const answer = await vscode.window.showErrorMessage(message, "Open log", "Set path");
    if (answer === "Open log") this.log.show();
    if (answer === "Set path") await this.choosePath();
  }

  /** Not the settings page: in a remote window it does not show a machine's setting where one looks first. */
  private async choosePath(): Promise<void> {
    const chosen = await vscode.window.showOpenDialog({ title: "The Copydesk server", openLabel: "Use this server" });
    if (!chosen) return;
    // the change of the setting starts it
    await vscode.workspace.getConfiguration("copydesk").update("server.path", chosen[0].fsPath, vscode.ConfigurationTarget.Global);
  }

  /** Another article is in front: is its folder to be offered, and what does the server say of it? */
  private lookAround(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (!this.client?.isRunning()) return;
    if (document) void offer(this.context.workspaceState, document, this.createConfig);
    void this.refresh();
  }

  private async refresh(): Promise<void> {
    clearTimeout(this.poll);
    const client = this.client;
    if (!client?.isRunning()) return;
    let status: ServerStatus | undefined;
    try {
      status = await client.sendRequest<ServerStatus>("copydesk/status");
    } catch (error) {
      this.log.warn(`copydesk/status: ${error}`);
    }
    if (client !== this.client || !client.isRunning()) return;
    this.view.show({ kind: "running", version: this.version, status });
    if (status?.folders.some((f) => f.indexing)) {
      clearTimeout(this.poll);
      this.poll = setTimeout(() => void this.refresh(), INDEXING_POLL_MS);
    }
  }

  private readonly ask: Ask = async <T>(command: string, ...args: unknown[]) => {
    if (!this.client?.isRunning()) throw new Error("The Copydesk server is not running.");
    const answer = await this.client.sendRequest(ExecuteCommandRequest.type, { command, arguments: args });
    if (!READS.includes(command)) this.checkings.lookAtAll();
    return answer as T;
  };

  private readonly createConfig: CreateConfig = async (folder) => {
    const answer = await this.ask<{ uri: string }>("copydesk.createConfig", folder.toString());
    void this.refresh();
    return vscode.Uri.parse(answer.uri);
  };
}

let desk: Desk | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  desk = new Desk(context);
  context.subscriptions.push(desk);
  await desk.restart();
}

export function deactivate(): Promise<void> | undefined {
  return desk?.end();
}
