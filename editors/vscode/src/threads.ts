// The claims in the text: a line under their words, and a thread of what was said about each.
import * as vscode from "vscode";
import type { Checkings, Claim } from "./checking";

/** How the words of a claim are marked, by its state: by the kind of line, not by colour alone. */
const LOOKS: Record<string, { line: string; colour: string }> = {
  open: { line: "1px dotted", colour: "editorInfo.foreground" },
  checked: { line: "1px solid", colour: "testing.iconPassed" },
  wrong: { line: "3px double", colour: "editorError.foreground" },
  disputed: { line: "3px double", colour: "editorWarning.foreground" },
  "changed since checked": { line: "1px dashed", colour: "editorWarning.foreground" },
};

export class Threads implements vscode.Disposable {
  private readonly comments = vscode.comments.createCommentController("copydesk.claims", "Claims");
  private readonly threads = new Map<string, Map<string, vscode.CommentThread>>();
  private readonly claims = new WeakMap<vscode.CommentThread, { uri: vscode.Uri; id: string }>();
  private readonly entries = new WeakMap<vscode.Comment, { uri: vscode.Uri; id: string }>();
  private readonly marks = new Map(Object.entries(LOOKS).map(([state, look]) => [state, mark(look)]));
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly checkings: Checkings) {
    this.comments.options = { prompt: "Reply", placeHolder: "What do you know about this?" };
    this.subscriptions = vscode.Disposable.from(
      this.comments,
      ...this.marks.values(),
      checkings.onDidChange((uri) => this.draw(uri)),
    );
  }

  /** The claim that a thread is about. */
  claimOf(thread: vscode.CommentThread): { uri: vscode.Uri; id: string } | undefined {
    return this.claims.get(thread);
  }

  /** What a comment of a thread is. */
  entryOf(comment: vscode.Comment): { uri: vscode.Uri; id: string } | undefined {
    return this.entries.get(comment);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private draw(uri: vscode.Uri): void {
    const claims = (this.checkings.of(uri)?.claims ?? []).filter((claim) => claim.ranges.length > 0);
    const before = this.threads.get(uri.toString()) ?? new Map<string, vscode.CommentThread>();
    const now = new Map<string, vscode.CommentThread>();
    for (const claim of claims) {
      const thread = before.get(claim.id) ?? this.newThread(uri, claim);
      before.delete(claim.id);
      this.update(thread, claim);
      now.set(claim.id, thread);
    }
    for (const gone of before.values()) gone.dispose();
    this.threads.set(uri.toString(), now);
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.toString() !== uri.toString()) continue;
      for (const [state, type] of this.marks) {
        editor.setDecorations(type, claims.filter((c) => c.state === state).flatMap((c) => c.ranges));
      }
    }
  }

  private newThread(uri: vscode.Uri, claim: Claim): vscode.CommentThread {
    const thread = this.comments.createCommentThread(uri, claim.ranges[0], []);
    thread.collapsibleState = vscode.CommentThreadCollapsibleState.Collapsed;
    thread.contextValue = "claim";
    this.claims.set(thread, { uri, id: claim.id });
    return thread;
  }

  /** Only what differs is set: each setting is a message to the window. */
  private update(thread: vscode.CommentThread, claim: Claim): void {
    if (!thread.range?.isEqual(claim.ranges[0])) thread.range = claim.ranges[0];
    const owner = claim.owner ? [claim.owner] : [];
    const label = [`${claim.kind}: ${claim.state}`, ...claim.missing, ...owner].join(" · ");
    if (thread.label !== label) thread.label = label;
    const state = claim.state === "checked" ? vscode.CommentThreadState.Resolved : vscode.CommentThreadState.Unresolved;
    if (thread.state !== state) thread.state = state;
    const said = (comments: readonly vscode.Comment[]) => JSON.stringify(comments.map((c) => [this.entries.get(c)?.id, c.author.name, (c.body as vscode.MarkdownString).value]));
    const comments = claim.entries.map(({ id, author, text, confidential }, n) => {
      const comment: vscode.Comment = {
        author: { name: author },
        body: new vscode.MarkdownString(text),
        mode: vscode.CommentMode.Preview,
        label: confidential ? "confidential" : undefined,
        contextValue: n === 0 ? undefined : "entry", // the first is the claim itself
      };
      this.entries.set(comment, { uri: thread.uri, id });
      return comment;
    });
    if (said(thread.comments) !== said(comments)) thread.comments = comments;
  }
}

function mark({ line, colour }: { line: string; colour: string }): vscode.TextEditorDecorationType {
  const [width, style] = line.split(" ");
  return vscode.window.createTextEditorDecorationType({
    borderWidth: `0 0 ${width} 0`,
    borderStyle: style,
    borderColor: new vscode.ThemeColor(colour),
    overviewRulerColor: new vscode.ThemeColor(colour),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}
