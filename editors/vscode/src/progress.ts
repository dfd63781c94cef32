// How far the checking of the article in front is, in the status bar.
import * as vscode from "vscode";
import type { Checkings } from "./checking";

export class Progress implements vscode.Disposable {
  private readonly bar = vscode.window.createStatusBarItem("copydesk.progress", vscode.StatusBarAlignment.Right, 89);
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly checkings: Checkings) {
    this.bar.name = "Copydesk: claims";
    this.bar.command = "copydesk.claim.next";
    this.bar.tooltip = "Go to the next claim that is not done";
    this.subscriptions = vscode.Disposable.from(
      this.bar,
      checkings.onDidChange(() => this.draw()),
      vscode.window.onDidChangeActiveTextEditor(() => this.draw()),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private draw(): void {
    const state = this.checkings.inFront()?.state;
    this.bar.text = `$(checklist) ${state}`;
    if (state) this.bar.show();
    else this.bar.hide();
  }
}
