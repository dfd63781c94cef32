// Checks the articles (*.txt) of a folder with harper, in one process, and writes what it finds as JSON lines.
//
// usage: node harper.mjs FOLDER [RULE-TO-SWITCH-OFF...]
//
// `run` puts this file where harper.js is installed. Positions are code points, as harper counts them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Dialect, LocalLinter } from "harper.js";
import { binary } from "harper.js/binary";

const [folder, ...off] = process.argv.slice(2);
const linter = new LocalLinter({ binary, dialect: Dialect.American });
await linter.setup();
if (off.length > 0) {
  const config = await linter.getDefaultLintConfig();
  for (const rule of off) {
    if (!(rule in config)) throw new Error(`harper has no rule ${rule}`);
    config[rule] = false;
  }
  await linter.setLintConfig(config);
}
for (const name of readdirSync(folder).sort()) {
  const text = readFileSync(join(folder, name), "utf8");
  const findings = [];
  for (const [rule, lints] of Object.entries(await linter.organizedLints(text, { language: "plaintext" }))) {
    for (const lint of lints) {
      const { start, end } = lint.span();
      findings.push({ rule, start, end });
    }
  }
  console.log(JSON.stringify({ name, findings }));
}
