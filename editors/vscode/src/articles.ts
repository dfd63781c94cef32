// Which documents are articles.
import type { DocumentFilter } from "vscode-languageclient/node";

export const LANGUAGES = ["plaintext", "markdown"];

/** Files and buffers that were never saved. */
export const SELECTOR: (DocumentFilter & { language: string; scheme: string })[] = LANGUAGES.flatMap((language) =>
  ["file", "untitled"].map((scheme) => ({ language, scheme })),
);

/** The desk's own files, where an extension knows their language. */
export const DOSSIER: DocumentFilter = { language: "toml", scheme: "file", pattern: "**/dossier/*.toml" };
