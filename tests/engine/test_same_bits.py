"""The compiled engine and the same source as plain Python give the same bits."""

import pytest

from hinge.draws.compiled import JIT
from replays import Replay, digest

pytestmark = pytest.mark.skipif(not JIT, reason="compilation is off: there is one form only")


@pytest.mark.parametrize("start", ["start", "assessment_date"])
def test_compiled_and_plain_ring_leave_the_same_records(start: str) -> None:
    plain = Replay("ring", draws=2)
    date = getattr(plain.scenario.head, start)
    plain, compiled = Replay("ring", date, draws=2), Replay("ring", date, draws=2, compiled=True)
    for draw in (0, 1):
        assert digest(plain.run(25, draw)) == digest(compiled.run(25, draw))


@pytest.mark.slow
def test_compiled_and_plain_reference_campaign_leave_the_same_records() -> None:
    plain = Replay("aleppo-2016", draws=2)
    compiled = Replay("aleppo-2016", draws=2, compiled=True)
    for draw in (0, 1):
        assert digest(plain.run(30, draw)) == digest(compiled.run(30, draw))
