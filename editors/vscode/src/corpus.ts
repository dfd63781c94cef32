// Making a folder a corpus: the offer, once for each folder, and the command. See editors/protocol.md.
import { homedir } from "node:os";
import { relative } from "node:path";
import * as vscode from "vscode";
import { LANGUAGES } from "./articles";

/** Asks the server to write copydesk.toml; gives its place. */
export type CreateConfig = (folder: vscode.Uri) => Promise<vscode.Uri>;

const CONFIG = "copydesk.toml";

export async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

/** The home folder and the root of a disk are no corpora. */
function tooWide(folder: vscode.Uri): boolean {
  return relative(homedir(), folder.fsPath) === "" || vscode.Uri.joinPath(folder, "..").path === folder.path;
}

/** Whether the workspace folder, or one between it and the article, is a corpus already. */
async function inCorpus(article: vscode.Uri, folder: vscode.Uri): Promise<boolean> {
  for (let at = vscode.Uri.joinPath(article, ".."); ; at = vscode.Uri.joinPath(at, "..")) {
    if (await exists(vscode.Uri.joinPath(at, CONFIG))) return true;
    if (at.path === folder.path || at.path.length <= folder.path.length) return false;
  }
}

/** Offers to check the folder of this article together, if that was never offered. */
export async function offer(memory: vscode.Memento, document: vscode.TextDocument, create: CreateConfig): Promise<void> {
  if (document.uri.scheme !== "file" || !LANGUAGES.includes(document.languageId)) return;
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  if (!folder || tooWide(folder.uri)) return;
  const key = `offered:${folder.uri}`;
  if (memory.get(key) || (await inCorpus(document.uri, folder.uri)) || memory.get(key)) return;
  await memory.update(key, "asked"); // before the answer: a window that closes meanwhile was asked too
  const answer = await vscode.window.showInformationMessage("Check the articles of this folder together?", "Yes", "Not now");
  await memory.update(key, answer ?? "asked");
  if (answer === "Yes") await makeCorpus(folder.uri, create);
}

/** "Copydesk: Use this folder as a corpus" */
export async function useFolder(create: CreateConfig): Promise<void> {
  const folder = await chooseFolder();
  if (!folder) return;
  if (tooWide(folder)) {
    void vscode.window.showWarningMessage(`${folder.fsPath} is too wide for a corpus. Open the folder that holds the articles.`);
  } else if (await exists(vscode.Uri.joinPath(folder, CONFIG))) {
    await told("The articles of this folder are checked together already.", vscode.Uri.joinPath(folder, CONFIG));
  } else {
    await makeCorpus(folder, create);
  }
}

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const article = vscode.window.activeTextEditor?.document.uri;
  const current = article && vscode.workspace.getWorkspaceFolder(article);
  if (current) return current.uri;
  if (vscode.workspace.workspaceFolders?.length) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  const open = await vscode.window.showInformationMessage("Open the folder that holds the articles first.", "Open folder");
  if (open) await vscode.commands.executeCommand("workbench.action.files.openFolder");
  return undefined;
}

async function makeCorpus(folder: vscode.Uri, create: CreateConfig): Promise<void> {
  try {
    await told("The articles of this folder are checked together now.", await create(folder));
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

async function told(message: string, config: vscode.Uri): Promise<void> {
  if (await vscode.window.showInformationMessage(message, "Open settings")) await vscode.window.showTextDocument(config);
}
