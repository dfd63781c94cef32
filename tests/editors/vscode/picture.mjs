// node picture.mjs BASE FOLDER OUT.png [ARTICLE [TEXT]]: an article with its findings, the mouse on one of them.
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
  const target = text ? page.locator(".view-line span span", { hasText: text }) : squiggle;
  let box = await target.first().boundingBox();
  if (text) {
    box = await page.evaluate((words) => {
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
  }
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
  await page.locator(".monaco-hover:not(.hidden) .hover-contents").first().waitFor({ timeout: 15000 });
  await page.waitForTimeout(700); // it fades in
  await page.screenshot({ path: out });
  console.log(out);
} finally {
  await browser.close();
}
