"""``hinge audit laws``: words and JSON."""

import json
from collections.abc import Callable

import pytest
from typer.testing import Result

import hinge.cli.audit_laws
from hinge.analysis.scores import Span
from hinge.audits.laws import MEASURES, LawAudit, LawRow

Hinge = Callable[..., Result]
SCORES = dict.fromkeys(MEASURES, 0.5)


def audit(value: float) -> LawAudit:
    """An audit in which the square law is off the mixture by so much, give or take 0.01."""
    gaps = {name: Span(value, value - 0.01, value + 0.01) for name in MEASURES}
    rows = (LawRow("square", SCORES, SCORES, gaps), LawRow("mixture", SCORES, SCORES, {}))
    return LawAudit("battles.csv", "0" * 64, 1, 50, {"who_wins": 436}, 226, rows)


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Make the audit come to a value; nothing is fought."""
    monkeypatch.setattr(hinge.cli.audit_laws, "ready_engine", lambda: None)

    def come_to(value: float) -> None:
        monkeypatch.setattr(hinge.cli.audit_laws, "law_audit", lambda **_: audit(value))

    return come_to


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.0, "No law is preferred"), (-0.1, "The square law is ahead of the mixture")],
)
def test_the_laws_are_told_in_words(
    hinge_command: Hinge, found: Callable[[float], None], value: float, words: str
) -> None:
    found(value)
    done = hinge_command("audit", "laws", "--draws", 50)
    assert done.exit_code == 0
    assert words in done.stderr
    assert f"{value:+.3f}" in done.stdout


def test_the_laws_are_told_as_json(hinge_command: Hinge, found: Callable[[float], None]) -> None:
    found(0.1)
    told = json.loads(hinge_command("audit", "laws", "--json").stdout)
    assert told["preferred"] is None
    assert told["laws"][0]["worse_than_mixture"] == list(MEASURES)
