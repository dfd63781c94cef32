-- The index of a folder of articles, as Copydesk keeps it under .copydesk/cache/.
--
-- It is a cache: it may be deleted at any time and comes back. It may be read with any SQLite tool while Copydesk runs.
-- Offsets and lengths count bytes of the article's file (UTF-8). Dates are ISO 8601 days. `PRAGMA user_version` is the
-- version of these tables; an index of another version is made anew.

CREATE TABLE about (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- The files, each as it was when it was read.
CREATE TABLE articles (
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice
  path TEXT NOT NULL UNIQUE,      -- from the corpus' root, with / between folders
  headline TEXT,
  headline_key TEXT,              -- the same, folded, if it has three words or more: a quoted headline is found by it
  date TEXT,                      -- the article's own date, as solved
  set_date TEXT,                  -- the date that copydesk.toml gives it
  bytes INTEGER NOT NULL,         -- the file's length,
  modified INTEGER NOT NULL,      -- when it was changed (nanoseconds since 1970),
  file INTEGER NOT NULL,          -- its number on its disk (inode; 0 where there is none),
  hash BLOB NOT NULL,             -- and the BLAKE3 hash of its content: whether it must be read again
  seen INTEGER NOT NULL,          -- when it was read (nanoseconds since 1970)
  trouble TEXT                    -- why it is no article: it cannot be read
);

CREATE INDEX article_by_headline ON articles(headline_key) WHERE headline_key IS NOT NULL;

-- Who and what the articles name: one row for each name, alike but for case, hyphens and accents. (A name whose short form
-- is read in two ways has two.)
CREATE TABLE entities (
  id INTEGER PRIMARY KEY,
  folded TEXT NOT NULL,           -- the fullest name, folded: vladimirputin
  type TEXT NOT NULL,             -- PER, ORG, LOC or MISC
  key TEXT NOT NULL,              -- what its short forms share: a surname, folded
  name TEXT NOT NULL,             -- the fullest name, as first found
  articles INTEGER NOT NULL,      -- in how many articles
  mentions INTEGER NOT NULL,      -- how often in all
  oldest INTEGER REFERENCES articles(id),  -- the article of the earliest date that names it
  oldest_date TEXT,
  newest INTEGER REFERENCES articles(id),  -- the article of the latest date that names it; null if none has a date
  newest_date TEXT
);
CREATE UNIQUE INDEX entity_by_name ON entities(folded, type, key);
CREATE INDEX entity_by_key ON entities(key);

-- What a misspelt name is compared with: the key of each name that stands in more than one article, under its first
-- letters and under the same without one of them. A misspelt one has at least one of these in common with it.
CREATE TABLE remains (
  rest TEXT NOT NULL,
  key TEXT NOT NULL,              -- of entities
  PRIMARY KEY (rest, key)
) WITHOUT ROWID;

-- A place is [start, length, line from 0, column] where each character is one unit in UTF-8, UTF-16 and UTF-32, else
-- [start, length, line, line ends, first and last column in each of the three].

-- An entity in one article. The id is the article's, shifted by 20 bits, plus a number within the article.
CREATE TABLE appearances (
  id INTEGER PRIMARY KEY,
  entity INTEGER NOT NULL REFERENCES entities(id),
  name TEXT NOT NULL,             -- its fullest name in this article
  parts TEXT NOT NULL,            -- a person's names, folded, given names first, with spaces between
  description TEXT,               -- what the article calls it: Russian President
  forms TEXT NOT NULL,            -- JSON: [text, whether it is the full name, how often]
  mentions TEXT NOT NULL          -- JSON, in order: [index of the form, whether it is doubtful, place]
);
-- The appearances of an entity. A table and no index of the one above: so the rows of either are put in its own order, there
-- at the end, here by entity.
CREATE TABLE entity_appearances (
  entity INTEGER NOT NULL REFERENCES entities(id),
  appearance INTEGER NOT NULL REFERENCES appearances(id),
  PRIMARY KEY (entity, appearance)
) WITHOUT ROWID;

CREATE TABLE quotations (
  id INTEGER PRIMARY KEY,         -- made as an appearance's
  text TEXT NOT NULL,
  speaker TEXT,                   -- folded
  words BLOB NOT NULL,            -- hashes of the words, 4 bytes each, the lowest first
  place TEXT NOT NULL
);
-- Runs of five quoted words by their hash: all of a short quotation, of a longer one so many that two which share eight words
-- in a row share one of these.
CREATE TABLE quoted_words (
  run INTEGER NOT NULL,
  quotation INTEGER NOT NULL REFERENCES quotations(id),
  PRIMARY KEY (run, quotation)
) WITHOUT ROWID;

-- The days, or stretches of at most a month, that an article speaks of.
CREATE TABLE dates (
  article INTEGER NOT NULL REFERENCES articles(id),
  start INTEGER NOT NULL,
  length INTEGER NOT NULL,
  earliest TEXT NOT NULL,
  latest TEXT NOT NULL,
  PRIMARY KEY (article, start)
) WITHOUT ROWID;
CREATE INDEX single_day ON dates(earliest, article) WHERE earliest = latest;

-- Births, deaths, foundings and enactments with their dates.
CREATE TABLE facts (
  id INTEGER PRIMARY KEY,         -- made as an appearance's
  kind TEXT NOT NULL,             -- born, died, founded or enacted
  subject TEXT NOT NULL,          -- whose: a full name, folded
  name TEXT NOT NULL,             -- the same, as written
  date TEXT NOT NULL,             -- 1942, 1942-05 or 1942-05-03
  text TEXT NOT NULL,             -- the same, as written
  place TEXT NOT NULL
);
CREATE INDEX fact_by_subject ON facts(subject);

-- For people: every mention with its article and who is meant.
CREATE VIEW mentions AS
SELECT
  articles.path AS article,
  json_extract(mention.value, '$[2][0]') AS start,
  json_extract(mention.value, '$[2][1]') AS length,
  json_extract(appearances.forms, '$[' || json_extract(mention.value, '$[0]') || '][0]') AS form,
  entities.name AS entity,
  entities.type AS type
FROM appearances
JOIN articles ON articles.id = appearances.id >> 20
JOIN entities ON entities.id = appearances.entity
JOIN json_each(appearances.mentions) AS mention;

-- The articles that the rules must look through: they are new, or something changed that their findings rest on.
CREATE TABLE to_check (
  article INTEGER PRIMARY KEY REFERENCES articles(id),
  since INTEGER NOT NULL          -- grows with each change, so that one during the look is not missed
);

-- What the rules found in an article as it lies on disk, beside the others as they lie there. Articles are looked through
-- when an editor asks for the findings of the whole folder.
CREATE TABLE reports (
  article INTEGER PRIMARY KEY REFERENCES articles(id),
  checked INTEGER NOT NULL,       -- when (nanoseconds since 1970)
  noted INTEGER NOT NULL,         -- what state its annotations were in: a hash of it, 0 where there were none
  hash INTEGER NOT NULL,          -- of what was found
  findings TEXT NOT NULL          -- JSON: [rule, severity, message, place, list of [message, file, place]]
);
CREATE INDEX report_with_findings ON reports(article, hash) WHERE findings <> '[]';
CREATE INDEX report_with_notes ON reports(article, noted) WHERE noted <> 0;

-- For people: every finding with its article and line (from 1).
CREATE VIEW findings AS
SELECT
  articles.path AS article,
  json_extract(finding.value, '$[3][2]') + 1 AS line,
  json_extract(finding.value, '$[0]') AS rule,
  json_extract(finding.value, '$[1]') AS severity,
  json_extract(finding.value, '$[2]') AS message,
  json_extract(finding.value, '$[3][0]') AS start,
  json_extract(finding.value, '$[3][1]') AS length,
  datetime(reports.checked / 1000000000, 'unixepoch') AS checked
FROM reports
JOIN articles ON articles.id = reports.article
JOIN json_each(reports.findings) AS finding;
