// node picture.mjs BASE FOLDER OUT.png [ARTICLE [TEXT]]: an article with its findings and the list of all, the
// mouse on one of them, and what it could be.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { launch, workbench } from "./browser.mjs";

const [base, folder, out, named, text] = process.argv.slice(2);
const article = named || readdirSync(folder).sort().find((name) => /\.(txt|md)$/.test(name) && !/^readme/i.test(name));
const { browser, page } = await launch();
try {
  await page.goto(workbench(base, folder, join(folder, article)));
  const squiggle = page.locator(".squiggly-warning, .squiggly-error, .squiggly-info");
  await squiggle.first().waitFor({ timeout: 60000 });
  await page.waitForFunction(() => /articles/.test(document.querySelector('[id="copydesk.copydesk.copydesk.status"]')?.textContent ?? ""), null, { timeout: 30000 });
  await page.locator(".notifications-toasts .codicon-notifications-clear, .notifications-toasts .codicon-notifications-hide").first().click({ timeout: 1000 }).catch(() => {});
  // Where the words to point at stand, else the first finding.
  const place = async () => {
    if (!text) return squiggle.first().boundingBox();
    return page.evaluate((words) => {
      for (const line of document.querySelectorAll(".editor-group-container .view-line")) {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const at = walker.currentNode.data.replaceAll("\u00a0", " ").indexOf(words);
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, at + words.length);
          const { x, y, width, height } = range.getBoundingClientRect();
          return { x, y, width, height };
        }
      }
    }, text);
  };
  const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];
  await page.waitForTimeout(4000); // the other articles are read, and the list of findings follows
  await page.mouse.click(...middle(await place()));
  await page.keyboard.press("Control+Shift+M");
  await page.locator(".markers-panel-container").first().waitFor({ timeout: 15000 });
  await page.waitForTimeout(1500);
  await page.mouse.click(...middle(await place()));
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget").first().waitFor({ timeout: 15000 });
  await page.keyboard.press("Escape");
  const box = await place();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
  await page.locator(".monaco-hover:not(.hidden) .hover-contents").first().waitFor({ timeout: 15000 });
  await page.waitForTimeout(1500); // it fades in
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget").first().waitFor({ timeout: 15000 });
  await page.waitForTimeout(700);
  await page.screenshot({ path: out });
  console.log(out);
} finally {
  await browser.close();
}
