"""A law sets two exponents and nothing else, and the rate of loss keeps its prior under all."""

import numpy as np
import pytest

from hinge.ensemble.priors import draw_parameters, quality_sides
from hinge.scenario.laws import HOSTILE, LAWS, MIXTURE, OWN, RATE, under
from hinge.scenario.load import load
from hinge.scenario.table_parameters import parameter_table

RING = load("ring")


def drawn(scenario: object) -> tuple[list[str], np.ndarray]:
    """Ids and values of eight draws."""
    table = parameter_table(scenario)
    return [one.id for one in table], draw_parameters(table, quality_sides(scenario), 1, 8)


@pytest.mark.parametrize("law", [one for one in LAWS if one != MIXTURE], ids=lambda one: one.id)
def test_a_law_sets_the_exponents_and_leaves_every_other_draw(law: object) -> None:
    ids, before = drawn(RING)
    same_ids, after = drawn(under(RING, law))
    assert ids == same_ids
    assert (after[:, ids.index(HOSTILE)] == law.hostile).all()
    assert (after[:, ids.index(OWN)] == law.own).all()
    others = [n for n, name in enumerate(ids) if name not in {HOSTILE, OWN}]
    assert ids.index(RATE) in others
    assert (after[:, others] == before[:, others]).all()


def test_the_mixture_is_the_scenario_as_it_stands() -> None:
    assert under(RING, MIXTURE) is RING
    assert MIXTURE.exponents == {}
