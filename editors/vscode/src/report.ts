// The report that a fact-checker hands in: to be read here, or as a page to hand on.
import * as vscode from "vscode";
import { type Ask, isArticle } from "./checking";

/** Not a file and not a new one: the server would check it as an article. */
const SCHEME = "copydesk-report";
const READ = "Read it here";
const PAGE = "Save it as a page (HTML)";

export class Reports implements vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly ask: Ask) {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.commands.registerCommand("copydesk.report.write", () => this.write()),
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: this.changed.event,
        provideTextDocumentContent: (uri) => this.texts.get(uri.toString()) ?? "",
      }),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async write(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (!isArticle(document)) return void vscode.window.showWarningMessage("Open an article first.");
    const how = await vscode.window.showQuickPick([READ, PAGE], { title: "The report" });
    if (!how) return;
    try {
      const { text } = await this.ask<{ text: string }>("copydesk.report", document.uri.toString(), how === PAGE ? "html" : "markdown");
      if (how === READ) return void (await this.show(document.uri, text));
      const beside = document.uri.with({ path: document.uri.path.replace(/\.[^./]*$/, "") + "-report.html" });
      const file = await vscode.window.showSaveDialog({ defaultUri: beside, filters: { Page: ["html"] } });
      if (!file) return;
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
      void vscode.window.showInformationMessage(`The report is in ${file.fsPath}.`);
    } catch (error) {
      void vscode.window.showWarningMessage(error instanceof Error ? error.message : String(error));
    }
  }

  private async show(article: vscode.Uri, text: string): Promise<void> {
    const uri = article.with({ scheme: SCHEME, authority: "", path: `${article.path}-report.md` });
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
  }
}
