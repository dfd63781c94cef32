// The commands by which a person notes something: each asks for what it needs and hands it to the server.
import * as vscode from "vscode";
import { type Ask, type Checking, type Checkings, type Claim, type Proposal, isArticle } from "./checking";
import type { Threads } from "./threads";
import type { Node } from "./tree";

const KINDS: [kind: string, what: string][] = [
  ["fact", "something that is so or not"],
  ["quotation", "somebody’s words"],
  ["number", "a count, a sum, a share"],
  ["date", "when something was or will be"],
  ["name", "what somebody or something is called"],
  ["office", "what somebody holds or held"],
  ["superlative", "the first, the only, the most"],
  ["opinion", "neither true nor false"],
];
const VERDICTS: [verdict: string, what: string][] = [
  ["confirmed", "it is so"],
  ["wrong", "it is not so"],
  ["imprecise", "nearly so"],
  ["unsupported", "looked for, and nothing found that says so"],
  ["unverifiable", "cannot be found out"],
  ["disputed", "good sources contradict each other"],
  ["opinion", "neither true nor false"],
];
const ACTIONS: [action: string, what: string][] = [
  ["keep", "the words can stand"],
  ["correct", "other words shall stand there"],
  ["attribute", "say whose word it is"],
  ["hedge", "say that it is not certain"],
  ["cut", "take the words out"],
  ["ask-author", "only the author can know"],
];
const SOURCES: [kind: string, what: string][] = [
  ["document", "a law, a record, a letter: made by those concerned"],
  ["data", "figures"],
  ["interview", "a conversation with a person"],
  ["recording", "sound, pictures or film of what happened"],
  ["news", "what another newsroom wrote"],
  ["literature", "a book or a scholarly work"],
  ["web", "what somebody put on the web"],
];
/** What may be known of a source beside its title and kind: each with the questions that are asked for it. */
const DETAILS: { label: string; what: string; asks: [field: string, question: string][] }[] = [
  { label: "Address", what: "where it is on the web", asks: [["link", "Where is it?"]] },
  { label: "Origin", what: "whose word it is in the end: the agency, the office that counted", asks: [["origin", "Whose word is it in the end?"]] },
  { label: "Date", what: "when it was made or published", asks: [["date", "When was it made or published?"]] },
  { label: "Place in it", what: "a page, a paragraph, a minute", asks: [["place", "Where in it?"]] },
  { label: "Words", what: "what it says, word for word", asks: [["quoted", "What does it say, word for word?"]] },
  { label: "Consulted", what: "the day on which you looked: today, if you say nothing", asks: [["consulted", "On which day did you look, like 2002-08-15?"]] },
  { label: "Archive copy", what: "a copy that stays when the page changes", asks: [["archived", "Where is the copy?"]] },
  {
    label: "Contact",
    what: "how somebody is reached: stays on this machine, and out of the report",
    asks: [["reach", "How are they reached?"], ["person", "Whom does one ask for?"]],
  },
];

interface Place {
  editor: vscode.TextEditor;
  uri: string;
  checking: Checking;
}

export class Annotating implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly ask: Ask,
    private readonly checkings: Checkings,
    private readonly threads: Threads,
  ) {
    const commands: [name: string, run: (...args: never[]) => Promise<void>][] = [
      ["add", (node?: Node) => this.add(node)],
      ["source", () => this.source().then(() => undefined)],
      ["verdict", (from?: Node | vscode.CommentThread) => this.verdict(from)],
      ["reply", (from?: vscode.CommentReply | Node) => this.reply(from)],
      ["decide", (from?: Node | vscode.CommentThread) => this.decide(from)],
      ["owner", (from?: Node | vscode.CommentThread) => this.owner(from)],
      ["attach", (node?: Node) => this.attach(node)],
      ["extend", (node?: Node) => this.extend(node)],
      ["dismiss", (node?: Node) => this.dismiss(node)],
      ["confidential", (node?: Node) => this.confidential(node)],
      ["withdraw", (from?: Node | vscode.CommentThread) => this.withdraw(from)],
      ["takeBack", (comment?: vscode.Comment) => this.takeBack(comment)],
      ["next", () => this.next("copydesk.nextOpenClaim", "Every claim of this article is checked.")],
      ["nextToCheck", () => this.next("copydesk.nextProposal", "Nothing is left to check in this article.")],
    ];
    this.subscriptions = vscode.Disposable.from(
      ...commands.map(([name, run]) =>
        vscode.commands.registerCommand(`copydesk.claim.${name}`, (...args: never[]) =>
          run(...args).catch((error: unknown) => void vscode.window.showWarningMessage(error instanceof Error ? error.message : String(error))),
        ),
      ),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** The selected words, or something that was proposed, become a claim. */
  private async add(node?: Node): Promise<void> {
    if (node?.type === "proposal") {
      const { range, kind, saidBy } = node.proposal;
      return void (await this.ask("copydesk.addClaim", node.uri.toString(), range, kind, { saidBy }));
    }
    const { editor, uri, checking } = this.here();
    const selection = editor.selection;
    const proposal = selection.isEmpty ? at(checking.proposals, (p) => [p.range], selection.active)[0] : undefined;
    if (selection.isEmpty && !proposal) throw new Error("Select the words first.");
    const kind = proposal?.kind ?? (await pick("What do these words say?", KINDS));
    if (!kind) return;
    let saidBy = proposal?.saidBy ?? undefined;
    if (!proposal && kind === "quotation") saidBy = await vscode.window.showInputBox({ title: "Who says so?", placeHolder: "may stay empty" });
    await this.ask("copydesk.addClaim", uri, proposal?.range ?? editor.selections, kind, { saidBy });
  }

  /** The selected words join those of a claim: what it states may stand in several pieces. */
  private async extend(node?: Node): Promise<void> {
    const { editor, uri, checking } = this.here();
    if (editor.selection.isEmpty) throw new Error("Select the words that belong to the claim, too.");
    const known = checking.claims.filter((claim) => claim.ranges.length > 0);
    if (known.length === 0) throw new Error("This article has no claims yet. Select words and mark them as one.");
    const claim = node?.type === "claim" ? node.claim : await pickClaim("Which claim do these words belong to?", known);
    if (claim) await this.ask("copydesk.attach", uri, claim.id, [...claim.ranges, ...editor.selections]);
  }

  /** Where something is known from; its id. */
  private async source(): Promise<string | undefined> {
    const { uri } = this.here();
    const title = await vscode.window.showInputBox({ title: "The source", placeHolder: "its title, or who said it" });
    if (!title) return undefined;
    const kind = await pick("What kind of source is it?", SOURCES);
    if (!kind) return undefined;
    const details = await this.details();
    if (!details) return undefined;
    const { person, reach, ...about } = details;
    const { id } = await this.ask<{ id: string }>("copydesk.addSource", uri, { title, kind, ...about });
    if (reach) await this.ask("copydesk.addContact", uri, id, person ?? title, reach);
    return id;
  }

  /** What else is known of a source, one thing after the other, in the order in which they come to mind. */
  private async details(): Promise<Record<string, string> | undefined> {
    const known: Record<string, string> = {};
    const all = { label: "That is all", description: "", asks: [] };
    for (;;) {
      const rest = DETAILS.map(({ label, what, asks }) => {
        const values = asks.flatMap(([field]) => known[field] ?? []);
        return { label, description: values.join(", ") || what, asks };
      });
      const chosen = await vscode.window.showQuickPick([all, ...rest], { title: "What else is known of it?", matchOnDescription: true });
      if (!chosen) return undefined;
      if (chosen === all) return known;
      for (const [field, question] of chosen.asks) {
        const answer = await vscode.window.showInputBox({ title: question, value: known[field] });
        if (answer) known[field] = answer;
        else if (answer === "") delete known[field];
        if (!answer) break;
      }
    }
  }

  private async verdict(from?: Node | vscode.CommentThread): Promise<void> {
    const { uri, checking, claim } = await this.claim("Which claim?", from);
    if (!claim) return;
    const question = claim.kind !== "quotation" ? "truth" : await pick("What did you check?", [["wording", "whether it was said like this"], ["truth", "whether it is true"]]);
    if (!question) return;
    const verdict = await pick(`“${claim.words}” is`, VERDICTS);
    if (!verdict) return;
    const sources = await this.chooseSources(checking);
    if (!sources) return;
    const note = await vscode.window.showInputBox({ title: "Anything to add?", placeHolder: "may stay empty" });
    if (note === undefined) return;
    const relation = verdict === "wrong" || verdict === "imprecise" ? "contradicts" : verdict === "confirmed" ? "supports" : "context";
    const evidence = sources.map((id) => ({ id, relation }));
    await this.ask("copydesk.setVerdict", uri, claim.id, verdict, { question, note: note || undefined, sources: evidence });
  }

  /** The ids of sources, known ones or one that is added now; none is an answer too. */
  private async chooseSources(checking: Checking): Promise<string[] | undefined> {
    const fresh = { label: "$(add) Another source…", id: "" };
    const known = checking.sources.map((source) => ({ label: source.title, description: source.link ?? "", id: source.id }));
    const chosen = await vscode.window.showQuickPick([...known, fresh], { title: "From which sources?", placeHolder: "none: press Enter", canPickMany: true });
    if (!chosen) return undefined;
    const ids = chosen.map((item) => item.id).filter((id) => id !== "");
    if (!chosen.includes(fresh)) return ids;
    const added = await this.source();
    return added ? [...ids, added] : undefined;
  }

  private async reply(from?: vscode.CommentReply | Node): Promise<void> {
    if (from && "thread" in from) {
      const claim = this.threads.claimOf(from.thread);
      return void (claim && (await this.ask("copydesk.reply", claim.uri.toString(), claim.id, from.text)));
    }
    const { uri, claim } = await this.claim("Which claim?", from);
    const text = claim && (await vscode.window.showInputBox({ title: `About “${claim.words}”` }));
    if (claim && text) await this.ask("copydesk.reply", uri, claim.id, text);
  }

  /** What is to be done with the words of a claim. */
  private async decide(from?: Node | vscode.CommentThread): Promise<void> {
    const { uri, claim } = await this.claim("Which claim?", from);
    const action = claim && (await pick(`What is to be done with “${claim.words}”?`, ACTIONS));
    if (!claim || !action) return;
    const replacement = action === "correct" ? await vscode.window.showInputBox({ title: "What should stand there?", value: claim.words }) : "";
    if (replacement === undefined) return;
    const note = await vscode.window.showInputBox({ title: "Anything to add?", placeHolder: "may stay empty" });
    if (note === undefined) return;
    await this.ask("copydesk.decide", uri, claim.id, action, replacement || null, note || null);
  }

  /** Who looks after a claim. */
  private async owner(from?: Node | vscode.CommentThread): Promise<void> {
    const { uri, claim } = await this.claim("Which claim?", from);
    const person = claim && (await vscode.window.showInputBox({ title: "Who looks after it?", placeHolder: "empty: nobody" }));
    if (claim && person !== undefined) await this.ask("copydesk.setOwner", uri, claim.id, person || null);
  }

  /** A claim whose words are gone gets the selected ones. */
  private async attach(node?: Node): Promise<void> {
    const { editor, uri, checking } = this.here();
    const lost = checking.claims.filter((claim) => claim.ranges.length === 0);
    if (lost.length === 0) throw new Error("The words of every claim are in the text.");
    if (editor.selection.isEmpty) throw new Error("Select the words where the claim stands now.");
    const claim = node?.type === "claim" ? node.claim : await pickClaim("Which claim stands here now?", lost);
    if (claim) await this.ask("copydesk.attach", uri, claim.id, editor.selections);
  }

  /** A proposal or a finding is put aside, and why. */
  private async dismiss(node?: Node): Promise<void> {
    const { uri, aside } = node?.type === "proposal" ? { uri: node.uri.toString(), aside: putAside(node.proposal) } : await this.asideHere();
    const reason = aside && (await vscode.window.showInputBox({ title: `Leave “${aside.words}” as it is, because`, placeHolder: "the reason, for whoever reads the report" }));
    if (aside && reason) await this.ask("copydesk.dismiss", uri, aside.rule, aside.message, aside.range, reason);
  }

  private async asideHere() {
    const { editor, uri, checking } = this.here();
    const cursor = editor.selection.active;
    const findings = vscode.languages
      .getDiagnostics(editor.document.uri)
      .filter((d) => d.source === "copydesk" && d.range.contains(cursor))
      .map((d) => ({ rule: String(typeof d.code === "object" ? d.code.value : d.code), message: d.message, range: d.range, words: editor.document.getText(d.range) }))
      .filter((finding) => finding.rule !== "claim");
    const proposals = at(checking.proposals, (p) => [p.range], cursor).map(putAside);
    const all = [...findings, ...proposals];
    if (all.length === 0) throw new Error("There is nothing here to put aside.");
    const item = all.length === 1 ? { aside: all[0] } : await vscode.window.showQuickPick(all.map((aside) => ({ label: aside.words, description: aside.message, aside })), { title: "What?" });
    return { uri, aside: item?.aside };
  }

  /** A note that stays on this machine: about what was clicked, else about what is picked. */
  private async confidential(node?: Node): Promise<void> {
    const about = node?.type === "claim" ? { uri: node.uri, id: node.claim.id, label: node.claim.words } : node?.type === "source" ? { uri: node.uri, id: node.source.id, label: node.source.title } : await this.pickSubject();
    const text = about && (await vscode.window.showInputBox({ title: `Confidential, about “${about.label}”`, placeHolder: "stays on this machine, and out of the report" }));
    if (about && text) await this.ask("copydesk.addConfidential", about.uri.toString(), about.id, text);
  }

  /** The claims at the cursor first, then the article as a whole, the other claims, the sources. */
  private async pickSubject() {
    const { editor, checking } = this.here();
    const { uri } = checking;
    const here = at(checking.claims, (c) => c.ranges, editor.selection.active);
    const claim = (claim: Claim) => ({ label: claim.words, description: claim.state, uri, id: claim.id });
    const items = [
      ...here.map(claim),
      { label: "The article", description: "as a whole", uri, id: null },
      ...checking.claims.filter((c) => !here.includes(c)).map(claim),
      ...checking.sources.map((source) => ({ label: source.title, description: "source", uri, id: source.id })),
    ];
    return vscode.window.showQuickPick(items, { title: "What is the confidential note about?" });
  }

  /** One thing that was said about a claim is taken back. */
  private async takeBack(comment?: vscode.Comment): Promise<void> {
    const entry = comment && this.threads.entryOf(comment);
    if (entry) await this.ask("copydesk.withdraw", entry.uri.toString(), entry.id);
  }

  private async withdraw(from?: Node | vscode.CommentThread): Promise<void> {
    const one = from && "type" in from && (from.type === "note" ? { uri: from.uri, id: from.note.id } : from.type === "source" ? { uri: from.uri, id: from.source.id } : undefined);
    if (one) return void (await this.ask("copydesk.withdraw", one.uri.toString(), one.id));
    const { uri, claim } = await this.claim("Which claim?", from);
    if (claim) await this.ask("copydesk.withdraw", uri, claim.id);
  }

  private async next(command: string, none: string): Promise<void> {
    const { editor, uri } = this.here();
    if (!(await this.ask(command, uri, editor.selection.active))) void vscode.window.showInformationMessage(none);
  }

  /** The claim that was clicked, else the one at the cursor, else the one that is picked. */
  private async claim(title: string, from?: Node | vscode.CommentThread): Promise<{ uri: string; checking: Checking; claim?: Claim }> {
    const clicked = from && "comments" in from ? this.threads.claimOf(from) : from?.type === "claim" ? { uri: from.uri, id: from.claim.id } : undefined;
    const checking = this.checkings.of(clicked?.uri) ?? this.here().checking;
    const uri = checking.uri.toString();
    if (clicked) return { uri, checking, claim: checking.claims.find((claim) => claim.id === clicked.id) };
    if (checking.claims.length === 0) throw new Error("This article has no claims yet. Select words and mark them as one.");
    const cursor = vscode.window.activeTextEditor?.selection.active;
    const here = cursor ? at(checking.claims, (c) => c.ranges, cursor) : [];
    const among = here.length > 0 ? here : checking.claims;
    return { uri, checking, claim: here.length === 1 ? here[0] : await pickClaim(title, among) };
  }

  private here(): Place {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !isArticle(editor.document)) throw new Error("Open an article first.");
    const checking = this.checkings.of(editor.document.uri);
    if (!checking) throw new Error("This article is in no folder that is checked together; there is no place to keep what is noted. “Copydesk: Use this folder as a corpus” makes one.");
    return { editor, uri: editor.document.uri.toString(), checking };
  }
}

function at<T>(all: T[], ranges: (item: T) => vscode.Range[], position: vscode.Position): T[] {
  return all.filter((item) => ranges(item).some((range) => range.contains(position)));
}

function putAside({ rule, why, range, words }: Proposal) {
  return { rule, message: why, range, words };
}

async function pick(title: string, items: [label: string, description: string][]): Promise<string | undefined> {
  return (await vscode.window.showQuickPick(items.map(([label, description]) => ({ label, description })), { title, matchOnDescription: true }))?.label;
}

async function pickClaim(title: string, claims: Claim[]): Promise<Claim | undefined> {
  return (await vscode.window.showQuickPick(claims.map((claim) => ({ label: claim.words, description: claim.state, claim })), { title }))?.claim;
}
