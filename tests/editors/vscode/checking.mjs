// What a fact-checker does and sees: the words become a claim, with a source and a verdict; the text changes, the claim is
// checked again, and the report is written. A journey of ui.mjs.

export async function checking({ page, patience, check, sees, text, palette, openArticle, article, articleHas, shot }) {
  const progress = page.locator('[id="copydesk.copydesk.copydesk.progress"]');
  const view = page.locator(".sidebar .pane-body");
  const row = (words) => view.locator(".monaco-list-row", { hasText: words });
  const picker = page.locator(".quick-input-widget:not([style*='display: none'])");
  const far = async (words) => check(`the status bar says “${words}”`, await sees(progress.filter({ hasText: words })), await text(progress));

  // answers a question: a choice by its first words, a line by typing it
  const choose = async (words) => {
    await picker.locator(".monaco-list-row", { hasText: words }).first().waitFor({ timeout: patience });
    await page.keyboard.type(words, { delay: 5 });
    await picker.locator(".monaco-list-row.focused", { hasText: words }).first().waitFor({ timeout: patience });
    await page.keyboard.press("Enter");
  };
  const line = async (about, words) => {
    const shown = picker.filter({ hasText: about }).first();
    await shown.waitFor({ timeout: patience });
    // Keys typed before it has the focus go elsewhere.
    const input = shown.locator(".quick-input-box input.input").first();
    if (words) await input.fill(words);
    await input.press("Enter");
    await picker.filter({ hasText: about }).first().waitFor({ state: "hidden", timeout: patience });
  };
  // selects words, by the editor's own search
  const select = async (words) => {
    await page.keyboard.press("Control+1"); // into the article
    await page.keyboard.press("Control+f");
    const find = page.locator(".find-widget.visible textarea").first();
    await find.waitFor({ timeout: patience });
    await find.fill(words);
    await page.locator(".find-widget.visible .matchesCount", { hasText: " of " }).first().waitFor({ timeout: patience });
    await page.keyboard.press("Escape");
  };

  const squiggles = () => page.locator(".squiggly-warning, .squiggly-error, .squiggly-info").count();

  await openArticle("summit.txt");
  await page.locator(".activitybar .action-label[aria-label*='Copydesk']").first().click({ timeout: patience });
  check("the view lists what is to be checked", await sees(row("To check")), await text(view));
  check("with its kind beside it", await sees(row("Café closed").filter({ hasText: "quotation" })), await text(view));
  check("none of it is underlined", (await page.locator(".squiggly-info, .squiggly-hint").count()) === 0);
  check("nothing is said of an article without claims", !(await progress.isVisible()));
  await shot("to-check");

  await select("£3 for tea");
  await palette("Copydesk: Mark as a claim");
  await choose("number");
  await far("0 of 1 checked, 1 open");
  check("the claim stands in the view", await sees(row("£3 for tea").filter({ hasText: "number" })), await text(view));
  const glyph = page.locator(".comment-range-glyph.comment-thread, .comment-range-glyph.comment-thread-unresolved");
  check("and has a mark beside its line", await sees(glyph));

  await palette("Copydesk: Add a source");
  await line("The source", "The menu of the café");
  await choose("document");
  await choose("Place in it");
  await line("Where in it?", "its second page");
  await choose("Contact");
  await line("How are they reached?", "at the bar, mornings");
  await line("Whom does one ask for?", "the waiter");
  await choose("That is all");
  check("the source stands in the view", await sees(row("Sources")), await text(view));

  await select("£3 for tea");
  await palette("Copydesk: Give a verdict");
  await choose("confirmed");
  await picker.locator(".monaco-list-row", { hasText: "The menu of the café" }).first().click({ timeout: patience });
  await page.keyboard.press("Enter");
  await line("Anything to add", "read in the window");
  await far("1 of 1 checked");
  // A thread folds when it is resolved: one that was opened before that would be gone again.
  await page.locator(".comment-range-glyph.comment-thread:not(.comment-thread-unresolved)").first().waitFor({ timeout: patience });
  await glyph.first().click({ timeout: patience });
  const thread = page.locator(".zone-widget .review-widget");
  check("the thread tells who said so, and from what", await sees(thread.filter({ hasText: "confirmed, read in the window; The menu of the café supports" })), await text(thread));
  check("and what kind of claim it is", await sees(thread.filter({ hasText: "number: checked" })), await text(thread));
  await shot("thread");
  const reply = thread.locator(".comment-form .view-lines").first();
  await reply.click({ timeout: patience });
  await page.keyboard.type("I was there too.", { delay: 5 });
  await thread.locator(".monaco-button", { hasText: "Reply" }).first().click({ timeout: patience });
  check("a reply joins it", await sees(thread.locator(".comment-body", { hasText: "I was there too." })), await text(thread));
  await palette("Copydesk: Add a confidential note");
  await choose("£3 for tea");
  await line("Confidential", "The waiter asks not to be named.");
  const confidential = thread.locator(".review-comment", { hasText: "asks not to be named" });
  check("a confidential note joins it, and says so", await sees(confidential.filter({ hasText: "confidential" })), await text(thread));
  await palette("Copydesk: Add a confidential note");
  await choose("The article");
  await line("Confidential", "Held until Monday.");
  check("one on the article stands in the view", await sees(row("Held until Monday.")), await text(view));
  await shot("confidential");
  const answered = thread.locator(".review-comment", { hasText: "I was there too." });
  await answered.hover({ timeout: patience });
  await answered.locator("[aria-label*='Take this back']").first().click({ timeout: patience });
  check("a reply is taken back", await answered.waitFor({ state: "detached", timeout: patience }).then(() => true, () => false), await text(thread));
  await glyph.first().click();

  await select("£3");
  await page.keyboard.type("£4");
  check("the text changes", await articleHas("£4 for tea"));
  check("the claim is to be checked again", await sees(row("Changed since checked")), await text(view));
  await far("0 of 1 checked, 1 changed since checked");
  await shot("changed");
  await select("£4 for tea");
  await palette("Copydesk: Give a verdict");
  await choose("confirmed");
  await picker.locator(".monaco-list-row", { hasText: "Another source" }).first().waitFor({ timeout: patience });
  await page.keyboard.press("Enter");
  await line("Anything to add");
  await far("1 of 1 checked");

  // The list follows the status bar, one group after the other: until it has, rows move below the mouse.
  await row("Changed since checked").waitFor({ state: "detached", timeout: patience });
  await row(/^Checked/).waitFor({ timeout: patience });
  await sees(row("£4 for tea"));
  const proposal = row("Friday");
  await proposal.first().hover({ timeout: patience });
  await proposal.first().locator("[aria-label*='Leave as it is']").first().click({ timeout: patience });
  await line("because", "The calendar says so.");
  check("what is put aside leaves the view", await proposal.first().waitFor({ state: "detached", timeout: patience }).then(() => true, () => false), await text(view));

  await select("no hurry");
  await palette("Copydesk: Mark as a claim");
  await choose("opinion");
  await far("1 of 2 checked, 1 open");
  await select("two more days");
  await palette("Copydesk: Add these words to a claim");
  await choose("no hurry");
  check("a claim may stand in several pieces", await sees(row("two more days … no hurry")), await text(view));
  await page.keyboard.press("Control+1");
  await palette("Copydesk: Withdraw");
  await far("1 of 1 checked");

  await page.keyboard.press("Control+1");
  await palette("Copydesk: Write the report");
  await choose("Read it here");
  check("the report opens", await articleHas("# An Envoy Waits for Her Answer"));
  check("with how far the checking is", await articleHas("1 of 1 checked."));
  check("and nothing confidential", !(await article()).includes("asks not to be named"));
  check("it is no article: nothing in it is underlined", (await squiggles()) === 0, await squiggles());
  check("the view stays with the article", await sees(row("Checked")), await text(view));
  await shot("report");
}
