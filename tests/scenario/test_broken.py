"""Every mistake is found, and its message says where, what, why and what to do."""

from __future__ import annotations

import ast
import dataclasses
import shutil
from pathlib import Path

import pytest

import hinge.scenario
from hinge.scenario.check import FILE_RULES, RULES
from scenario.rings import copy_ring, problems_of

BROKEN = Path(__file__).parents[1] / "broken"
CASES = sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir())

# Mistakes that no small folder can show; the named test makes them.
MADE_IN_TESTS = {
    "encoding": "test_folder.py",
    "file_too_large": "test_folder.py",
    "missing_file": "test_folder.py",
    "too_many_files": "test_folder.py",
    "unreadable_file": "test_folder.py",
    "too_many_rows": "test_csv_reader.py",
    "unknown_scenario": "test_load.py",
    "unknown_vintage": "test_load.py",
    "unknown_intervention": "test_patch.py",
    "pulled_twice": "test_patch.py",
    "adjustment": "test_adjust.py",
    "assumption": "test_assumed.py",
    "posterior_of_other_facts": "test_posterior.py",
}


@dataclasses.dataclass
class Expected:
    """What ``expect.txt`` says."""

    rule: str = ""
    file: str = ""
    line: int = 0
    field: str = ""
    words: list[str] = dataclasses.field(default_factory=list)
    also: set[str] = dataclasses.field(default_factory=set)


def expected(case: str) -> Expected:
    """Return what the message of a case must say."""
    found = Expected()
    for line in (BROKEN / case / "expect.txt").read_text(encoding="utf-8").splitlines():
        key, value = line.split(": ", 1)
        if key == "words":
            found.words.append(value)
        elif key == "also":
            found.also.add(value)
        else:
            setattr(found, key, int(value) if key == "line" else value)
    return found


@pytest.mark.parametrize("case", CASES)
def test_a_broken_scenario_is_refused_with_file_line_field_and_advice(
    case: str, tmp_path: Path
) -> None:
    want = expected(case)
    ring = copy_ring(tmp_path)
    shutil.copytree(BROKEN / case, ring, dirs_exist_ok=True)
    problems = problems_of(ring)
    assert {problem.rule for problem in problems} == {want.rule} | want.also
    message = next(
        problem
        for problem in problems
        if problem.rule == want.rule and all(word in str(problem) for word in want.words)
    )
    assert (message.place.file, message.place.line, message.place.field) == (
        want.file,
        want.line,
        want.field,
    )
    for part in (message.what, message.why, message.do):
        assert part[0].isupper() or not part[0].isalpha()
        assert part.endswith(".")


@pytest.mark.parametrize("rule", [rule.__name__ for rule in (*RULES, *FILE_RULES)])
def test_every_rule_has_a_broken_scenario(rule: str) -> None:
    assert rule in {expected(case).rule for case in CASES}


def test_every_rule_is_registered_once_and_says_in_a_sentence_what_holds() -> None:
    names = [rule.__name__ for rule in (*RULES, *FILE_RULES)]
    assert len(names) == len(set(names))
    for rule in (*RULES, *FILE_RULES):
        assert rule.__doc__
        assert rule.__doc__.endswith(".")


def test_every_function_that_yields_findings_is_registered() -> None:
    registered = {rule.__name__ for rule in (*RULES, *FILE_RULES)}
    folder = Path(hinge.scenario.__path__[0]) / "checks"
    for file in folder.glob("*.py"):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yields = ast.unparse(node.returns) if node.returns else ""
                takes = [argument.arg for argument in node.args.args]
                if yields == "Iterator[Finding]" and takes[0] == "scenario":
                    assert node.name in registered, f"{file.name}: {node.name}"


def test_every_refusal_of_a_reader_has_a_broken_scenario_or_a_test_that_makes_it() -> None:
    shown = {expected(case).rule for case in CASES} | set(MADE_IN_TESTS)
    for file in Path(hinge.scenario.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = ast.unparse(node.func)
                first = node.args[0]
                named = called == "Problem" or called.endswith(".refuse")
                if named and isinstance(first, ast.Constant) and isinstance(first.value, str):
                    assert first.value in shown, f"{file.name}: {first.value}"
    here = Path(__file__).parent
    for rule, test in MADE_IN_TESTS.items():
        assert f'"{rule}"' in (here / test).read_text(encoding="utf-8"), f"{test}: {rule}"


def test_the_untouched_ring_has_no_problem(tmp_path: Path) -> None:
    assert problems_of(copy_ring(tmp_path)) == ()
