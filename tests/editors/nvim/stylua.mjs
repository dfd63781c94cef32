// node stylua.mjs [--write] FILE...: is the Lua formatted as editors/nvim/stylua.toml says?
// The formatter is the npm package built from StyLua itself; run from the folder that it is installed in.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const stylua = createRequire(`${process.cwd()}/`)("@johnnymorganz/stylua");
const write = process.argv.includes("--write");
let unformatted = 0;
for (const file of process.argv.slice(2).filter((a) => a !== "--write")) {
  const config = stylua.Config.new();
  config.indent_type = stylua.IndentType.Spaces;
  config.indent_width = 2;
  config.quote_style = stylua.QuoteStyle.AutoPreferSingle;
  config.column_width = 120;
  const source = readFileSync(file, "utf8");
  const formatted = stylua.formatCode(source, config, undefined, stylua.OutputVerification.None);
  if (formatted === source) continue;
  if (write) writeFileSync(file, formatted);
  else {
    unformatted++;
    console.log(`not formatted: ${file}`);
  }
}
process.exit(unformatted ? 1 : 0);
