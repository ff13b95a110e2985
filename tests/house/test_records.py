"""What history shows of a claim stands beside its verdict, and is read for nothing else."""

import ast
from pathlib import Path

SRC = Path(__file__).parents[2] / "src" / "hinge"
MAY_READ = {
    "scenario/checks/claims.py",  # a record has its sources
    "claims/assess.py",  # stands beside the verdict
    "claims/record.py",  # the same in words
    "cli/claims.py",  # shows a claim with all that stands in its file, and tests nothing
    "live/why.py",  # shows it beside the verdict of the live page
}


def reads_a_record(source: str) -> bool:
    """Whether some code takes the record of a claim, by name or by the name of the field."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr == "record":
            if ast.unparse(node.value).split(".")[-1] == "claim":
                return True
        elif (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) in {"getattr", "attrgetter"}
            and any(isinstance(arg, ast.Constant) and arg.value == "record" for arg in node.args)
        ):
            return True
    return False


def test_nothing_but_what_stands_beside_a_verdict_reads_the_record_of_a_claim() -> None:
    readers = {
        path.relative_to(SRC).as_posix()
        for path in SRC.rglob("*.py")
        if reads_a_record(path.read_text(encoding="utf-8"))
    }
    assert readers == MAY_READ


def test_code_that_would_read_it_is_found() -> None:
    assert reads_a_record("x = claim.record.word")
    assert reads_a_record("x = self.claim.record")
    assert reads_a_record("x = getattr(claim, 'record')")
    assert not reads_a_record("x = self.record.looks")
