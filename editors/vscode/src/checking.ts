// What the server knows of the checking of each visible article: its claims, what is left to check, its sources.
// The server owns every place in the text: after an edit it is asked again, and what it answers takes the place of what was.
import * as vscode from "vscode";
import { LANGUAGES } from "./articles";
import { Latest } from "./latest";

/** Runs a command of the server: see editors/protocol.md. */
export type Ask = <T>(command: string, ...args: unknown[]) => Promise<T>;

/** Something that a person noted. A confidential one stays on this machine. */
export interface Entry {
  id: string;
  author: string;
  text: string;
  confidential: boolean;
}

export interface Claim {
  id: string;
  state: string;
  kind: string;
  saidBy: string | null;
  owner: string | null;
  words: string;
  missing: string[];
  ranges: vscode.Range[];
  entries: Entry[];
}

export interface Proposal {
  range: vscode.Range;
  kind: string;
  words: string;
  why: string;
  saidBy: string | null;
  rule: string;
}

export interface Source {
  id: string;
  title: string;
  link: string | null;
  /** The source itself, and what was noted about it. */
  entries: Entry[];
}

export interface Checking {
  uri: vscode.Uri;
  /** “14 of 22 checked, 3 open”; null while there is no claim. */
  state: string | null;
  claims: Claim[];
  proposals: Proposal[];
  sources: Source[];
  /** Confidential notes on the article as a whole. */
  notes: Entry[];
}

type Wire<T> = { [K in keyof T]: T[K] extends vscode.Range ? WireRange : T[K] extends vscode.Range[] ? WireRange[] : T[K] };
interface WireRange {
  start: { line: number; character: number };
  end: { line: number; character: number };
}

const PAUSE_MS = 250;

export function isArticle(document: vscode.TextDocument | undefined): document is vscode.TextDocument {
  return document?.uri.scheme === "file" && LANGUAGES.includes(document.languageId);
}

export class Checkings implements vscode.Disposable {
  private readonly known = new Map<string, Checking>();
  private readonly due = new Map<string, NodeJS.Timeout>();
  private readonly questions = new Latest<string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly ask: Ask) {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.window.onDidChangeVisibleTextEditors(() => this.lookAtAll()),
      vscode.workspace.onDidChangeTextDocument((e) => this.lookAt(e.document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document.uri)),
      // the server's findings follow its settings and its files; so does what it says of claims
      vscode.languages.onDidChangeDiagnostics((e) => {
        for (const document of this.visible()) if (e.uris.some((uri) => uri.toString() === document.uri.toString())) this.lookAt(document);
      }),
    );
  }

  /** What is known of an article; nothing where it is in no folder that is checked together. */
  of(uri: vscode.Uri | undefined): Checking | undefined {
    return uri && this.known.get(uri.toString());
  }

  /** What is known of the article in front. */
  inFront(): Checking | undefined {
    return this.of(vscode.window.activeTextEditor?.document.uri);
  }

  lookAtAll(): void {
    for (const document of this.visible()) this.lookAt(document, 0);
  }

  dispose(): void {
    for (const timer of this.due.values()) clearTimeout(timer);
    this.subscriptions.dispose();
  }

  private visible(): vscode.TextDocument[] {
    return vscode.window.visibleTextEditors.map((e) => e.document).filter(isArticle);
  }

  private lookAt(document: vscode.TextDocument, after = PAUSE_MS): void {
    if (!isArticle(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.due.get(key));
    this.due.set(
      key,
      setTimeout(() => void this.refresh(document), after),
    );
  }

  private forget(uri: vscode.Uri): void {
    clearTimeout(this.due.get(uri.toString()));
    this.due.delete(uri.toString());
    this.questions.forget(uri.toString());
    if (this.known.delete(uri.toString())) this.changed.fire(uri);
  }

  private async refresh(document: vscode.TextDocument): Promise<void> {
    const { uri, version } = document;
    const counts = this.questions.ask(uri.toString());
    const answer = await this.read(uri).catch(() => undefined); // refused: there is no place to keep what is noted
    if (document.isClosed || !counts()) return;
    if (document.version !== version) return this.lookAt(document); // its places are those of another text
    // Drawing anew what is there moves rows below the mouse.
    if (JSON.stringify(answer) === JSON.stringify(this.known.get(uri.toString()))) return;
    if (answer) this.known.set(uri.toString(), answer);
    else this.known.delete(uri.toString());
    this.changed.fire(uri);
  }

  private async read(uri: vscode.Uri): Promise<Checking> {
    const noted = await this.ask<{ state: string | null; claims: Wire<Claim>[]; sources: Source[]; notes: Entry[] }>("copydesk.claims", uri.toString());
    const left = await this.ask<{ proposals: Wire<Proposal>[] }>("copydesk.proposals", uri.toString());
    return {
      uri,
      state: noted.state,
      sources: noted.sources,
      notes: noted.notes,
      claims: noted.claims.map((claim) => ({ ...claim, ranges: claim.ranges.map(range) })),
      proposals: left.proposals.map((proposal) => ({ ...proposal, range: range(proposal.range) })),
    };
  }
}

function range({ start, end }: WireRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
