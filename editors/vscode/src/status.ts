// What Copydesk is doing, shown in the status bar and in the language status of an article.
import * as vscode from "vscode";
import { LANGUAGES, SELECTOR } from "./articles";

/** The answer to `copydesk/status`; see editors/protocol.md. */
export interface ServerStatus {
  version: string;
  folders: { uri: string; corpus: boolean; articles: number; indexing: boolean }[];
}

export type State =
  | { kind: "starting" }
  | { kind: "failed"; message: string }
  | { kind: "stopped" }
  | { kind: "running"; version: string; status?: ServerStatus };

interface Look {
  icon: string;
  text: string;
  detail: string;
  busy?: boolean;
  severity?: vscode.LanguageStatusSeverity;
  command: vscode.Command;
}

const LOG = { command: "copydesk.showLog", title: "Show log" };
const USE_FOLDER = { command: "copydesk.useFolder", title: "Check the folder together" };

export class StatusView implements vscode.Disposable {
  private readonly bar = vscode.window.createStatusBarItem("copydesk.status", vscode.StatusBarAlignment.Right, 90);
  private readonly language = vscode.languages.createLanguageStatusItem("copydesk.status", SELECTOR);
  private readonly editors = vscode.window.onDidChangeActiveTextEditor(() => this.draw());
  private state: State = { kind: "starting" };

  constructor() {
    this.bar.name = this.language.name = "Copydesk";
    this.draw();
  }

  show(state: State): void {
    this.state = state;
    this.draw();
  }

  private draw(): void {
    const document = articleInFront();
    const look = describe(this.state, document?.uri);
    this.bar.text = `$(${look.icon}) ${look.text}`;
    this.bar.tooltip = look.detail;
    this.bar.accessibilityInformation = { label: `${look.text}. ${look.detail}` };
    this.bar.command = look.command.command;
    this.language.text = look.text;
    this.language.detail = look.detail;
    this.language.busy = look.busy ?? false;
    this.language.severity = look.severity ?? vscode.LanguageStatusSeverity.Information;
    this.language.command = look.command;
    if (document || this.state.kind === "failed") this.bar.show();
    else this.bar.hide();
  }

  dispose(): void {
    vscode.Disposable.from(this.bar, this.language, this.editors).dispose();
  }
}

/** The article that is edited, or that stands beside what is (a log, a search). */
function articleInFront(): vscode.TextDocument | undefined {
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  return editors.map((e) => e?.document).find((d) => d && LANGUAGES.includes(d.languageId) && d.uri.scheme !== "output");
}

function describe(state: State, article: vscode.Uri | undefined): Look {
  switch (state.kind) {
    case "starting":
      return { icon: "sync~spin", text: "Copydesk", detail: "The server is starting.", busy: true, command: LOG };
    case "stopped":
      return { icon: "circle-slash", text: "Copydesk", detail: "The server is not running.", severity: vscode.LanguageStatusSeverity.Warning, command: LOG };
    case "failed":
      return { icon: "error", text: "Copydesk", detail: state.message, severity: vscode.LanguageStatusSeverity.Error, command: LOG };
    case "running": {
      const corpus = article && corpusOf(article, state.status);
      if (!corpus) {
        const inFolder = article && vscode.workspace.getWorkspaceFolder(article);
        return { icon: "check", text: "Copydesk", detail: `This article is checked by itself. Version ${state.version}.`, command: inFolder ? USE_FOLDER : LOG };
      }
      const count = corpus.articles === 1 ? "1 article" : `${corpus.articles} articles`;
      return corpus.indexing
        ? { icon: "sync~spin", text: `Copydesk: ${count}`, detail: "The articles of the folder are being read.", busy: true, command: LOG }
        : { icon: "check", text: `Copydesk: ${count}`, detail: `Checked together. Version ${state.version}.`, command: LOG };
    }
  }
}

/** The innermost corpus that the article lies in. */
function corpusOf(article: vscode.Uri, status: ServerStatus | undefined) {
  const under = (folder: vscode.Uri) => article.scheme === folder.scheme && article.path.startsWith(folder.path.replace(/\/?$/, "/"));
  return status?.folders
    .filter((f) => f.corpus && under(vscode.Uri.parse(f.uri)))
    .sort((a, b) => b.uri.length - a.uri.length)[0];
}
