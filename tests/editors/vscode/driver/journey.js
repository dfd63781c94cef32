// What a person does with Copydesk in VS Code, step by step, run inside the extension host by inhost.mjs.
// The folder that is open is a copy of editors/fixture.
const assert = require("node:assert");
const { readFileSync } = require("node:fs");
const { basename } = require("node:path");
const vscode = require("vscode");

const PATIENCE = Number(process.env.PATIENCE || 15000);
let passed = 0;
let failed = 0;

function check(name, ok, got) {
  if (ok) passed++;
  else failed++;
  console.log(`TEST ${ok ? "ok  " : "FAIL"} ${name}${!ok && got !== undefined ? `\n     got ${JSON.stringify(got)}` : ""}`);
}

async function step(name, body) {
  try {
    await body();
  } catch (error) {
    check(name, false, String(error?.message ?? error));
  }
}

/** Waits until it holds; its last value. */
async function until(condition) {
  const start = Date.now();
  for (;;) {
    const value = await condition();
    if (value || Date.now() - start > PATIENCE) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const folder = () => vscode.workspace.workspaceFolders[0].uri;
const open = async (name) => {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder(), name));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
};
const findings = (document, code) =>
  vscode.languages.getDiagnostics(document.uri).filter((d) => d.source === "copydesk" && (typeof d.code === "object" ? d.code.value : d.code) === code);
const expectFindings = (document, code, count) => until(() => findings(document, code).length === count);
const place = (document, text, nth = 1) => {
  let at = -1;
  for (let i = 0; i < nth; i++) at = document.getText().indexOf(text, at + 1);
  assert(at >= 0, `not in the article: ${text}`);
  return document.positionAt(at);
};
const command = (name, ...args) => vscode.commands.executeCommand(name, ...args);
const hover = async (document, text) => {
  const hovers = await command("vscode.executeHoverProvider", document.uri, place(document, text).translate(0, 1));
  return hovers.flatMap((h) => h.contents.map((c) => (typeof c === "string" ? c : c.value))).join("\n");
};
const textAt = async (location) => {
  const document = await vscode.workspace.openTextDocument(location.uri ?? location.targetUri);
  return document.getText(location.range ?? location.targetSelectionRange);
};
const fixes = async (document, text, title) => {
  const at = place(document, text).translate(0, 1);
  let actions = [];
  const action = await until(async () => {
    // The workbench drops an answer when findings come in meanwhile.
    actions = await command("vscode.executeCodeActionProvider", document.uri, new vscode.Range(at, at), vscode.CodeActionKind.QuickFix.value, 20);
    return actions.find((a) => a.title.includes(title));
  });
  assert(action, `no fix with “${title}” among ${JSON.stringify(actions.map((a) => a.title))}`);
  assert(action.edit, "the fix is not an edit");
  assert(await vscode.workspace.applyEdit(action.edit));
  if (action.command) await command(action.command.command, ...(action.command.arguments ?? []));
};

exports.run = async () => {
  const extension = vscode.extensions.getExtension("copydesk.copydesk");
  const summit = await open("summit.txt");
  await step("the extension starts", async () => {
    assert(extension, "not installed");
    check("it starts with an article, by itself", await until(() => extension.isActive));
  });

  await step("findings", async () => {
    check("a finding appears", await expectFindings(summit, "weekday-date", 1), vscode.languages.getDiagnostics(summit.uri));
    const [finding] = findings(summit, "weekday-date");
    check("it underlines the weekday, after ’ é £ and an emoji", summit.getText(finding.range) === "Thursday", summit.getText(finding.range));
    check("its message", finding.message === "June 9, 2000 was a Friday.", finding.message);
    check("its severity", finding.severity === vscode.DiagnosticSeverity.Warning, finding.severity);
  });

  await step("the whole folder", async () => {
    const closed = { uri: vscode.Uri.joinPath(folder(), "return.md") };
    check("an article that is not open has its findings, too", await expectFindings(closed, "impossible-date", 1), vscode.languages.getDiagnostics());
  });

  const back = await open("return.md");
  await step("second article", async () => {
    check("the second article has its own", await expectFindings(back, "impossible-date", 1), vscode.languages.getDiagnostics(back.uri));
    const text = back.getText(findings(back, "impossible-date")[0].range);
    check("it underlines the date that does not exist", text.includes("February 30"), text);
  });

  await step("hover", async () => {
    const date = await until(() => hover(summit, "June 9"));
    check("resting on a date tells the day", /2000-06-09/.test(date) && /Friday/.test(date), date);
    const first = (await hover(summit, "Putin told")).trim().split("\n")[0];
    check("resting on a short name tells who", first.includes("Vladimir Putin"), first);
  });

  await step("definition", async () => {
    const found = await command("vscode.executeDefinitionProvider", summit.uri, place(summit, "Putin told").translate(0, 1));
    const text = found[0] && (await textAt(found[0]));
    check("the definition of “Putin” is “Vladimir Putin”", text === "Vladimir Putin", text);
  });

  await step("references", async () => {
    const found = await command("vscode.executeReferenceProvider", summit.uri, place(summit, "Lindqvist asked").translate(0, 1));
    const counts = {};
    for (const location of found) counts[basename(location.uri.path)] = (counts[basename(location.uri.path)] ?? 0) + 1;
    check("references stand in both articles", counts["summit.txt"] === 2 && counts["return.md"] === 2, counts);
    const texts = await Promise.all(found.map(textAt));
    check("each reference is the name", texts.length > 0 && texts.every((t) => t.includes("Lindqvist")), texts);
  });

  await step("symbols", async () => {
    const symbols = await command("vscode.executeDocumentSymbolProvider", summit.uri);
    check("the outline is not empty", symbols?.length > 0, symbols);
  });

  await step("quick fix", async () => {
    await vscode.window.showTextDocument(summit);
    await fixes(summit, "Thursday", "Friday");
    check("the fix writes Friday", summit.getText().includes("on Friday, June 9, 2000."), summit.getText());
    check("and the finding goes", await expectFindings(summit, "weekday-date", 0), findings(summit, "weekday-date"));
    await command("undo");
    check("undone, it is back", await expectFindings(summit, "weekday-date", 1));
    await fixes(summit, "Thursday", "June 8");
    check("the other fix changes the date", summit.getText().includes("on Thursday, June 8, 2000."), summit.getText());
    await command("undo");
    await expectFindings(summit, "weekday-date", 1);
  });

  await step("typing", async () => {
    const end = summit.lineAt(summit.lineCount - 1).range.end;
    const editor = await vscode.window.showTextDocument(summit);
    await editor.edit((edit) => edit.insert(end, "\nHe’d paid £9 😀 for café tea on Monday, June 6, 2000."));
    check("a wrong date just typed is found", await expectFindings(summit, "weekday-date", 2), findings(summit, "weekday-date"));
    const typed = findings(summit, "weekday-date").map((d) => summit.getText(d.range));
    check("where it was typed", typed.includes("Monday"), typed);
    await command("undo");
    check("undone, it goes", await expectFindings(summit, "weekday-date", 1), findings(summit, "weekday-date"));
  });

  await step("rename", async () => {
    const edit = await command("vscode.executeDocumentRenameProvider", summit.uri, place(summit, "Astrid").translate(0, 1), "Ingrid Lindqvist");
    assert(await vscode.workspace.applyEdit(edit));
    for (const document of [summit, back]) {
      const text = document.getText();
      check(`renamed in ${basename(document.uri.path)}`, text.includes("Ingrid Lindqvist") && !text.includes("Astrid"), text);
      check("Ms. Lindqvist stays", text.includes("Ms. Lindqvist"), text);
    }
  });

  await step("inlay hints", async () => {
    const hints = async () => (await command("vscode.executeInlayHintProvider", summit.uri, new vscode.Range(0, 0, summit.lineCount, 0)))?.length ?? 0;
    await vscode.workspace.getConfiguration("copydesk").update("inlayHints.dates", true, vscode.ConfigurationTarget.Global);
    check("inlay hints come when asked for", await until(async () => (await hints()) > 0));
    await vscode.workspace.getConfiguration("copydesk").update("inlayHints.dates", undefined, vscode.ConfigurationTarget.Global);
  });

  await step("untitled", async () => {
    const untitled = await vscode.workspace.openTextDocument({ language: "plaintext", content: "Il’s café 😀 opened on Sunday, June 5, 2000.\n" });
    await vscode.window.showTextDocument(untitled);
    check("text that was never saved is checked", await expectFindings(untitled, "weekday-date", 1), vscode.languages.getDiagnostics(untitled.uri));
    const [finding] = findings(untitled, "weekday-date");
    check("at its place", finding && untitled.getText(finding.range) === "Sunday", finding?.range);
    await command("workbench.action.revertAndCloseActiveEditor");
  });

  await step("restart", async () => {
    await vscode.window.showTextDocument(summit);
    await command("copydesk.restart");
    check("restarted, the findings come back", await expectFindings(summit, "weekday-date", 1), vscode.languages.getDiagnostics(summit.uri));
  });

  await step("closing", async () => {
    await command("workbench.action.files.revert");
    const folders = vscode.workspace.workspaceFolders.length;
    check("a corpus gets no second copydesk.toml", folders === 1 && readFileSync(vscode.Uri.joinPath(folder(), "copydesk.toml").fsPath, "utf8").includes("tests/editors"));
  });

  console.log(`TEST ${passed} passed, ${failed} failed`);
  if (failed > 0) throw new Error(`${failed} failed`);
};
