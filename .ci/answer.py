"""Check the object that ``hinge assess --json`` printed: its shape, its words, its numbers."""

import json
import sys
from pathlib import Path

KEYS = {"id", "test", "word", "share", "n", "low", "high", "hinges", "record", "sentence"}
RECORD = {"agrees", "contradicts", "silent", "disputed"}


def check(answer: dict) -> list[str]:
    """Return what is wrong with an answer; an empty list when nothing is."""
    wrong = []
    if not {"verdicts", "manifest"} <= set(answer):
        wrong.append(f"expected the keys verdicts and manifest, found {sorted(answer)}")
        return wrong
    if not answer["verdicts"]:
        wrong.append("no verdict at all")
    for verdict in answer["verdicts"]:
        name = verdict.get("id", "?")
        if missing := KEYS - set(verdict):
            wrong.append(f"{name}: keys missing: {sorted(missing)}")
            continue
        if verdict["record"] not in RECORD:
            wrong.append(f"{name}: unknown record word {verdict['record']!r}")
        if verdict["share"] is None:
            if not verdict.get("reason"):
                wrong.append(f"{name}: neither a share nor a reason")
        elif not 0 <= verdict["low"] <= verdict["share"] <= verdict["high"] <= 1:
            wrong.append(f"{name}: interval out of order")
        if {"true", "false"} & set(str(verdict["word"]).lower().split()):
            wrong.append(f"{name}: a verdict is a share, never true or false")
    if not answer["manifest"].get("digest"):
        wrong.append("the manifest has no digest")
    return wrong


if __name__ == "__main__":
    problems = check(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    sys.exit(bool(problems))
