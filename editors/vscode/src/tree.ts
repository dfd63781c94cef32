// The view "Copydesk": the claims of the article in front by their state, what is left to check, the sources.
import * as vscode from "vscode";
import { type Checking, type Checkings, type Claim, type Entry, isArticle, type Proposal, type Source } from "./checking";

export type Node =
  | { type: "group"; title: string; of: Node[]; open: boolean }
  | { type: "claim"; uri: vscode.Uri; claim: Claim }
  | { type: "proposal"; uri: vscode.Uri; proposal: Proposal }
  | { type: "source"; uri: vscode.Uri; source: Source }
  | { type: "note"; uri: vscode.Uri; note: Entry };

/** The states, what needs a person first. */
const STATES: [state: string, title: string, icon: string][] = [
  ["wrong", "Wrong", "error"],
  ["disputed", "Disputed", "question"],
  ["changed since checked", "Changed since checked", "history"],
  ["not in the text", "Not in the text", "circle-slash"],
  ["open", "Open", "circle-outline"],
  ["checked", "Checked", "pass"],
];

export class ClaimsTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Node>;
  private readonly subscriptions: vscode.Disposable;
  private shown: Checking | undefined;

  constructor(private readonly checkings: Checkings) {
    this.view = vscode.window.createTreeView("copydesk.claims", { treeDataProvider: this });
    this.subscriptions = vscode.Disposable.from(
      this.view,
      this.changed,
      checkings.onDidChange(() => this.draw()),
      vscode.window.onDidChangeActiveTextEditor(() => this.draw()),
    );
  }

  getChildren(node?: Node): Node[] {
    if (node) return node.type === "group" ? node.of : [];
    return this.shown ? groups(this.shown) : [];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.type) {
      case "group": {
        const item = new vscode.TreeItem(node.title, vscode.TreeItemCollapsibleState[node.open ? "Expanded" : "Collapsed"]);
        item.id = node.title;
        item.description = String(node.of.length);
        return item;
      }
      case "claim": {
        const { claim, uri } = node;
        const item = new vscode.TreeItem(claim.words);
        item.id = claim.id;
        item.description = [claim.kind, claim.saidBy].filter(Boolean).join(", ");
        item.tooltip = [claim.state, ...claim.missing].join("; ");
        item.iconPath = new vscode.ThemeIcon(STATES.find(([state]) => state === claim.state)?.[2] ?? "circle-outline");
        item.contextValue = claim.ranges.length > 0 ? "claim" : "lostClaim";
        if (claim.ranges.length > 0) item.command = reveal(uri, claim.ranges[0]);
        return item;
      }
      case "proposal": {
        const { proposal, uri } = node;
        const item = new vscode.TreeItem(proposal.words);
        item.description = proposal.kind;
        item.tooltip = proposal.why;
        item.iconPath = new vscode.ThemeIcon("eye");
        item.contextValue = "proposal";
        item.command = reveal(uri, proposal.range);
        return item;
      }
      case "source": {
        const item = new vscode.TreeItem(node.source.title);
        item.id = node.source.id;
        item.description = node.source.link ?? "";
        item.tooltip = new vscode.MarkdownString(node.source.entries.map(line).join("\n\n"));
        item.iconPath = new vscode.ThemeIcon("book");
        item.contextValue = "source";
        return item;
      }
      case "note": {
        const item = new vscode.TreeItem(node.note.text);
        item.id = node.note.id;
        item.description = node.note.author;
        item.tooltip = "Stays on this machine, and out of the report.";
        item.iconPath = new vscode.ThemeIcon("lock");
        item.contextValue = "note";
        return item;
      }
    }
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** Whatever comes to the front that is no article (a log, the report), the article that was there last stays. */
  private draw(): void {
    const inFront = isArticle(vscode.window.activeTextEditor?.document);
    this.shown = inFront ? this.checkings.inFront() : this.checkings.of(this.shown?.uri);
    this.view.description = this.shown?.state ?? undefined;
    this.changed.fire();
  }
}

function groups(checking: Checking): Node[] {
  const { uri, claims, proposals, sources, notes } = checking;
  const byState = STATES.map(([state, title]): Node => {
    const of = claims.filter((claim) => claim.state === state);
    return { type: "group", title, open: state !== "checked", of: of.map((claim) => ({ type: "claim", uri, claim })) };
  });
  const toCheck: Node = { type: "group", title: "To check", open: true, of: proposals.map((proposal) => ({ type: "proposal", uri, proposal })) };
  const from: Node = { type: "group", title: "Sources", open: false, of: sources.map((source) => ({ type: "source", uri, source })) };
  const confidential: Node = { type: "group", title: "Confidential notes", open: true, of: notes.map((note) => ({ type: "note", uri, note })) };
  return [...byState, toCheck, from, confidential].filter((group) => group.type === "group" && group.of.length > 0);
}

function line({ author, text, confidential }: Entry): string {
  return `${author}${confidential ? ", confidential" : ""}: ${text}`;
}

function reveal(uri: vscode.Uri, selection: vscode.Range): vscode.Command {
  return { command: "vscode.open", title: "Show", arguments: [uri, { selection }] };
}
