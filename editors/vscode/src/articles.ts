// Which documents are articles.
import type { DocumentFilter } from "vscode-languageclient/node";

export const LANGUAGES = ["plaintext", "markdown"];

/** Files and buffers that were never saved. */
export const SELECTOR: (DocumentFilter & { language: string; scheme: string })[] = LANGUAGES.flatMap((language) =>
  ["file", "untitled"].map((scheme) => ({ language, scheme })),
);
