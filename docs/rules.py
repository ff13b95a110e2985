"""Write scenario-rules.md from the docstrings of the rules, so that page and check cannot drift apart.

python docs/rules.py
"""
# ruff: noqa: INP001 (a script of the manual, not part of a package)

from __future__ import annotations

import inspect
from itertools import groupby
from pathlib import Path

from hinge.scenario.check import FILE_RULES, LOCK, RULES, FileRule, Rule

PAGE = Path(__file__).parent / "scenario-rules.md"
HEAD = """# What the check refuses

`hinge check SCENARIO` applies these {count} rules across the tables, after the form of each file has
been read (see [the scenario format](scenario-format.md#mistakes-of-form)). Each rule is one function
in `src/hinge/scenario/checks/`; for each there is a broken example in `tests/broken/`, in a folder
of the rule's name unless one example serves two. Every message names file, line and field, what is
wrong, why it matters and what to do.

This page is written by `python docs/rules.py` and checked by a test: do not edit it by hand.
"""
LOCKED = "\nRules marked * are the vintage lock: breaking one raises `VintageError`.\n"


def group_of(rule: Rule | FileRule) -> str:
    """Return what a rule is about: the first line of its module, without the leading words."""
    module = inspect.getmodule(rule)
    first = (inspect.getdoc(module) or "").splitlines()[0]
    for words in ("Rules about ", "Rules of ", "Rules between "):
        first = first.removeprefix(words)
    return first[:1].upper() + first[1:].rstrip(".")


def line(rule: Rule | FileRule) -> str:
    """Return one rule as a line of a list."""
    star = "*" if rule.__name__ in LOCK else ""
    said = (inspect.getdoc(rule) or "").splitlines()[0]
    return f"- `{rule.__name__}`{star}: {said}\n"


def page() -> str:
    """Return the whole page."""
    rules: tuple[Rule | FileRule, ...] = (*RULES, *FILE_RULES)
    parts = [HEAD.format(count=len(rules)), LOCKED]
    for group, members in groupby(rules, key=group_of):
        parts.append(f"\n## {group}\n\n" + "".join(line(rule) for rule in members))
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
