"""A parameter draw reaches the kernel under the right name, or the missing name is said."""

import numpy as np
import pytest

from hinge.errors import HingeError
from hinge.scenario.load import load
from hinge.scenario.table_parameters import parameter_table
from plain import plain

params = plain("hinge.world.params")
codes = plain("hinge.world.codes")


@pytest.fixture(scope="module")
def drawn():
    scenario = load("ring")
    ids = [parameter.id for parameter in parameter_table(scenario)]
    values = np.arange(len(ids), dtype=np.float64) + 100.0
    return scenario, ids, values


def test_every_field_takes_the_value_of_its_own_parameter(drawn) -> None:
    scenario, ids, values = drawn
    value = dict(zip(ids, values.tolist(), strict=True))
    made = params.make_params(params.param_ids(scenario), ids, values)
    for field, name in params.SCALARS.items():
        assert getattr(made, field) == value[name]
    assert made.throughput[codes.LINK_KINDS.index("track")] == value["supply.throughput.track"]
    assert made.terrain[codes.TERRAINS.index("town")] == value["combat.terrain.town"]
    assert made.tempo[1] == value["strike_assets.amber_planes.tempo"]
    assert made.asset_harm[2] == value["harm.cobalt_guns"]
    assert made.capacity.tolist() == [
        value["entries.amber_source.amber.capacity"],
        value["entries.cobalt_source.cobalt.capacity"],
    ]
    assert made.cut_hazard[1] == value["sponsors.harbour_union.cut_hazard"]
    assert made.resume_hazard[0] == value["sponsors.inland_league.resume_hazard"]


def test_no_two_fields_read_one_parameter() -> None:
    assert len(set(params.SCALARS.values())) == len(params.SCALARS)


def test_a_missing_parameter_is_named(drawn) -> None:
    scenario, ids, values = drawn
    keep = [n for n, name in enumerate(ids) if name != "combat.quiet"]
    with pytest.raises(HingeError, match=r"combat\.quiet is needed by the engine"):
        params.make_params(params.param_ids(scenario), [ids[n] for n in keep], values[keep])
