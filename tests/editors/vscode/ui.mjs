// node ui.mjs JOURNEY BASE FOLDER: what a person sees and does, through the keyboard and the mouse.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { launch, plain, tally, workbench } from "./browser.mjs";
import { checking } from "./checking.mjs";

const [journey, base, folder] = process.argv.slice(2);
const patience = Number(process.env.PATIENCE || 30000);
const { browser, page, strangers } = await launch();
const { check, end } = tally();

const sees = async (locator, ms = patience) =>
  locator
    .first()
    .waitFor({ timeout: ms })
    .then(() => true, () => false);
const text = async (locator) => plain(await locator.first().innerText().catch(() => ""));
// the lines of the page are in any order; a person reads them from the top
const article = () =>
  page
    .evaluate(() =>
      [...document.querySelectorAll(".editor-group-container .view-line")]
        .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((line) => line.textContent)
        .join(" "),
    )
    .then(plain);
const articleHas = async (words) => {
  const start = Date.now();
  while (Date.now() - start < patience) {
    if ((await article()).includes(words)) return true;
    await page.waitForTimeout(50);
  }
  return false;
};
const bar = page.locator('[id="copydesk.copydesk.copydesk.status"]');
const squiggle = page.locator(".squiggly-warning");
const notification = (words) => page.locator(".notification-toast", { hasText: words });
const button = (toast, name) => toast.locator(".monaco-button", { hasText: name });
const palette = async (title) => {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").first().waitFor();
  await page.keyboard.type(title, { delay: 5 });
  await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: title.split(": ").pop() }).first().waitFor({ timeout: patience });
  await page.keyboard.press("Enter");
};
// the folder's copydesk.toml, when it is as it should be
const written = async (so, ms = patience) => {
  const start = Date.now();
  while (Date.now() - start < ms) {
    if (so(readFileSync(join(folder, "copydesk.toml"), "utf8"))) return true;
    await page.waitForTimeout(50);
  }
  return false;
};
async function openArticle(name) {
  await page.goto(workbench(base, folder, name && join(folder ?? "", name)));
  await page.waitForSelector(".monaco-editor .view-line", { timeout: 60000 });
  check("the workbench opens the article", true);
}

const shot = (name) => process.env.SHOTS && page.screenshot({ path: join(process.env.SHOTS, `${name}.png`) });

const journeys = {
  // claims, sources, verdicts, the report
  checking: () => checking({ page, patience, check, sees, text, palette, openArticle, article, articleHas, shot }),

  // a corpus: squiggle, hover, quick fix, status bar
  async corpus() {
    await openArticle("summit.txt");
    check("the wrong weekday is underlined", await sees(squiggle));
    check("the status bar counts the articles", await sees(bar.filter({ hasText: "2 articles" })), await text(bar));
    check("no offer in a corpus", !(await sees(notification("together?"), 1000)));
    const mark = await squiggle.first().boundingBox({ timeout: patience }).catch(() => null);
    if (!mark) return;
    await page.mouse.move(mark.x + mark.width / 2, mark.y + mark.height / 2, { steps: 5 });
    const float = page.locator(".monaco-hover:not(.hidden)", { hasText: "June 9, 2000 was a Friday." });
    check("resting on it tells why", await sees(float));
    await shot("hover");
    await page.keyboard.press("Escape");
    await page.mouse.move(600, 780);
    await page.mouse.click(mark.x + 4, mark.y + mark.height / 2);
    await page.keyboard.press("Control+.");
    const menu = page.locator(".action-widget");
    check("the light bulb offers Friday", await sees(menu.filter({ hasText: "Friday" })), await text(menu));
    await shot("fixes");
    await menu.first().locator(".monaco-list-row", { hasText: "Friday" }).first().click();
    check("a click writes it", await articleHas("at the gate on Friday, June 9,"), await article());
    check("and the underline goes", await squiggle.first().waitFor({ state: "detached", timeout: patience }).then(() => true, () => false));
    await page.keyboard.press("Control+z");
    check("undone, it is back", await sees(squiggle));
    await palette("Copydesk: Show log");
    // the lines themselves go through a native module that this install does without
    check("“Show log” shows the log", await sees(page.locator(".part.panel select, .part.panel .monaco-select-box").and(page.locator("[title=Copydesk], :has-text('Copydesk')"))));
  },

  // a folder without copydesk.toml: the offer, once
  async offer() {
    await openArticle("summit.txt");
    check("each article is checked by itself", await sees(squiggle));
    const offer = notification("Check the articles of this folder together?");
    check("the folder is offered", await sees(offer));
    await button(offer, "Not now").click();
    await page.reload();
    await page.waitForSelector(".monaco-editor .view-line", { timeout: 60000 });
    check("after a reload, the article is checked again", await sees(squiggle));
    check("and the folder is not offered again", !(await sees(offer, 3000)));
    await page.locator(".monaco-editor .view-lines").first().click();
    await palette("Copydesk: Use this folder as a corpus");
    check("the command makes it a corpus", await sees(notification("are checked together now")));
    check("the status bar counts the articles", await sees(bar.filter({ hasText: "2 articles" })), await text(bar));
    await shot("offer");
  },

  // one file, no folder
  async lone() {
    const file = join(folder, "summit.txt");
    await page.goto(workbench(base, undefined, file));
    await page.waitForSelector(".monaco-editor .view-line", { timeout: 60000 });
    check("a file opens without a folder", true);
    check("it is checked", await sees(squiggle));
    check("nothing is offered", !(await sees(notification("together?"), 1500)));
  },

  // an article printed a day after it was filed: a person says which date holds
  async dates() {
    await openArticle("2000-visit.txt");
    check("the wrong weekday is underlined", await sees(squiggle));
    const date = page.locator(".view-line", { hasText: "June 10, 2000" }).first();
    // The workbench closes an open menu when findings come in: a person asks again.
    const act = async (title, done) => {
      const item = page.locator(".action-widget .monaco-list-row", { hasText: title }).first();
      for (let attempt = 0; attempt < 6; attempt++) {
        await date.click({ position: { x: 120, y: 8 } });
        await page.keyboard.press("Control+.");
        if (await sees(item, 4000)) await item.click({ timeout: 2000 }).catch(() => {});
        if (await written(done, 3000)) return true;
        await page.keyboard.press("Escape");
      }
      return false;
    };
    const set = (toml) => toml.includes("2000-06-10");
    check("the masthead’s date can be made the article’s", await act("Set the article’s date to June 10, 2000", set));
    check("and be let go", await act("Let the text say the article’s date again", (toml) => !set(toml)));
  },

  // the server is not there
  async missing() {
    await openArticle("summit.txt");
    const toast = notification("Copydesk could not start its server");
    check("one message says that the server could not start", await sees(toast));
    check("it names the path", (await text(toast)).includes("/nowhere/copydesk"), await text(toast));
    check("once", (await toast.count()) === 1, await toast.count());
    check("with a button for the log", (await button(toast, "Open log").count()) > 0);
    await shot("missing");
    if (!(await toast.count())) return;
    await button(toast, "Set path").click({ timeout: 5000 });
    const dialog = page.locator(".quick-input-widget");
    const row = (name) => dialog.locator(".monaco-list-row", { hasText: name }).first();
    await row("return.md").waitFor({ timeout: patience }); // it begins in the folder; typed earlier, the path is overwritten
    await dialog.locator("input").first().fill(process.env.COPYDESK_BIN);
    await row(basename(process.env.COPYDESK_BIN)).waitFor({ timeout: patience });
    for (let i = 0; i < 10 && (await dialog.isVisible()); i++) {
      await page.keyboard.press("Enter"); // it ignores the key while it looks the path up
      await page.waitForTimeout(500);
    }
    check("the other asks for the path, and the server starts at once", await sees(squiggle));
  },
};

try {
  await journeys[journey]();
} catch (error) {
  check(`${journey}: it broke off`, false, error.message);
}
check("nothing but this machine was asked for anything", strangers.size === 0, [...strangers]);
await shot(`${journey}-end`);
const status = end();
await browser.close();
process.exit(status);
