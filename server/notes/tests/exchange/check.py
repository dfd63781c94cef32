"""Reads the exported files with the parsers of those who made the formats; see run."""

import csv
import json
import os
import sys

folder = sys.argv[1]
failed = False


def path(name):
    return os.path.join(folder, name)


def check(name, test):
    global failed
    try:
        print(f"passed: {name}: {test()}")
    except ImportError as error:
        print(f"SKIPPED: {name} could not be read: {error}")
    except Exception as error:  # whatever another program does not like
        failed = True
        print(f"FAILED: {name}: {type(error).__name__}: {error}")


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


def brat():
    from bratsubset.annotation import TextAnnotations

    read = TextAnnotations(path("article"))
    with open(path("article.txt"), encoding="utf-8") as file:
        text = file.read()
    spans = list(read.get_textbounds())
    expect(not read.failed_lines, f"brat cannot read the lines {read.failed_lines}")
    expect(len(spans) == 3, f"{len(spans)} spans")
    for span in spans:
        there = " ".join(text[start:end] for start, end in span.spans)
        expect(there == span.text, f"{there!r} is not {span.text!r}")
    attributes = [(a.type, a.value) for a in read.get_attributes()]
    expect(attributes == [("Truth", "wrong")], f"attributes {attributes}")
    return f"{len(spans)} spans, {len(attributes)} attribute"


def follow_the_money():
    from followthemoney import model

    schemata = []
    with open(path("entities.ftm.json"), encoding="utf-8") as file:
        for line in file:
            data = json.loads(line)
            entity = model.get_proxy(data, cleaned=False)
            entity.schema.validate(data)
            kept = {name: sorted(entity.get(name)) for name in data["properties"]}
            # It takes space off the ends of a text.
            given = {name: sorted(value.strip() for value in values) for name, values in data["properties"].items()}
            expect(kept == given, f"{entity.schema.name}: {given} became {kept}")
            schemata.append(entity.schema.name)
    wanted = ["Article", "Person", "Organization", "Position", "Occupancy", "Event", "Mention"]
    expect(schemata == wanted, f"{schemata}")
    return ", ".join(schemata)


def sarif():
    from sarif import loader

    read = loader.load_sarif_file(path("findings.sarif"))
    records = read.get_records()
    expect(records, "no findings")
    weekday = [r for r in records if r["Code"] == "weekday-date"]
    expect(weekday and weekday[0]["Location"] == "2000-visit.txt" and weekday[0]["Line"] == 10, f"{records}")
    expect(weekday[0]["Severity"] == "warning", f"{weekday}")
    return f"{len(records)} findings"


def sarif_schema():
    from jsonschema import Draft4Validator

    with open(os.environ["SARIF_SCHEMA"], encoding="utf-8") as file:
        schema = json.load(file)
    expect("2.1.0" in schema["title"], schema["title"])
    Draft4Validator.check_schema(schema)
    with open(path("findings.sarif"), encoding="utf-8") as file:
        log = json.load(file)
    wrong = [f"{error.json_path}: {error.message}" for error in Draft4Validator(schema).iter_errors(log)]
    expect(not wrong, wrong[:5])
    del log["runs"][0]["tool"]
    expect(not Draft4Validator(schema).is_valid(log), "the schema takes a log of no tool")
    return schema["title"]


def table():
    with open(path("claims.csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    expect([row["kind"] for row in rows] == ["quotation", "date", "fact"], f"{rows}")
    return f"{len(rows)} rows"


check("brat", brat)
check("FollowTheMoney", follow_the_money)
check("SARIF", sarif)
if os.path.exists(os.environ.get("SARIF_SCHEMA", "")):
    check("SARIF by its schema", sarif_schema)
else:
    print("SKIPPED: SARIF by its schema: the schema could not be had")
check("CSV", table)
sys.exit(failed)
