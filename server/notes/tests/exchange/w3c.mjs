// Reads the exported W3C collection with the W3C's own context and with another program's reader; see run.
//
// usage: node w3c.mjs MODULES COLLECTION
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import assert from "node:assert/strict";

const [modules, file] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(join(modules, path)).href);

let tools;
try {
  tools = {
    context: (await load("@dokieli/web-annotation/dist/contexts/anno.js")).WEB_ANNOTATION_CONTEXT_DOCUMENT,
    parseAnnotation: (await load("@dokieli/web-annotation/dist/index.js")).parseAnnotation,
    jsonld: (await load("jsonld/lib/jsonld.js")).default,
  };
} catch (error) {
  console.log(`SKIPPED: W3C annotations could not be read: ${error.message}`);
  process.exit();
}
const { context, parseAnnotation, jsonld } = tools;

const OA = "http://www.w3.org/ns/oa#";
const AS = "http://www.w3.org/ns/activitystreams#";
const collection = JSON.parse(readFileSync(file, "utf8"));

// Nothing but the W3C's context is known, and a word that says nothing is a failure.
const documentLoader = async (url) => {
  assert.equal(url, "http://www.w3.org/ns/anno.jsonld");
  return { contextUrl: null, document: context, documentUrl: url };
};
const expand = (value) => jsonld.expand(value, { documentLoader, safe: true, base: "http://example.org/" });

// What the W3C's Web Annotation Data Model asks of an annotation, in the words that its context gives.
function model(annotation) {
  assert.ok(annotation["@id"], "an annotation has an address");
  assert.ok(annotation["@type"].includes(`${OA}Annotation`), "it says that it is one");
  const targets = annotation[`${OA}hasTarget`];
  assert.ok(targets?.length > 0, "it is about something");
  for (const target of targets.filter((t) => t[`${OA}hasSelector`])) {
    assert.equal(target[`${OA}hasSource`]?.length, 1, "a part is a part of one text");
    const selectors = target[`${OA}hasSelector`];
    const one = (type) => selectors.find((s) => s["@type"].includes(OA + type));
    const [quote, position] = [one("TextQuoteSelector"), one("TextPositionSelector")];
    assert.equal(quote?.[`${OA}exact`]?.length, 1, "a quotation has its words");
    for (const end of ["start", "end"]) {
      const at = position?.[OA + end]?.[0];
      assert.ok(Number.isInteger(at["@value"]) && at["@value"] >= 0, `${end} is a whole number`);
    }
  }
  for (const motivation of annotation[`${OA}motivatedBy`] ?? []) {
    assert.ok(motivation["@id"].startsWith(OA), `${motivation["@id"]} is one of the W3C's motivations`);
  }
  const [created] = annotation["http://purl.org/dc/terms/created"];
  assert.equal(created["@type"], "http://www.w3.org/2001/XMLSchema#dateTime");
  assert.ok(annotation["http://purl.org/dc/terms/creator"][0]["http://xmlns.com/foaf/0.1/name"], "its creator has a name");
}

async function check() {
  const [expanded] = await expand(collection);
  assert.ok(expanded["@type"].includes(`${AS}OrderedCollection`), "it is a collection");
  const [page] = expanded[`${AS}first`];
  assert.ok(page["@type"].includes(`${AS}OrderedCollectionPage`), "with a page");
  const items = page[`${AS}items`][0]["@list"];
  assert.equal(items.length, expanded[`${AS}totalItems`][0]["@value"]);
  assert.equal(items.length, 4);
  items.forEach(model);

  // Another program finds the place; of several selectors that say the same it takes the first.
  let found = 0;
  for (const item of collection.first.items) {
    const read = await parseAnnotation({ "@context": collection["@context"], ...item });
    assert.ok(read, `${item.id} cannot be read`);
    const [target, ...others] = [item.target].flat();
    if (target.selector && others.length === 0) {
      assert.equal(read.target.source, target.source);
      assert.deepEqual(read.target.selector, { type: "TextPositionSelector", ...target.selector[0] });
      found += 1;
    }
  }
  assert.equal(found, 2);
  return `${items.length} annotations`;
}

try {
  console.log(`passed: W3C annotations: ${await check()}`);
} catch (error) {
  console.log(`FAILED: W3C annotations: ${error.message}`);
  process.exitCode = 1;
}
