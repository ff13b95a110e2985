"""How long who is cut off lasts: the days that stocks give, and what cutting off does to a battle."""

from typing import Any

import pytest

from builders import Unit, small
from plain import plain

supply = plain("hinge.engine.supply")
NO_RATIONING = 1.0e-9  # days


def garrison(stock: float, leakage: float, hold: str = "blue") -> Any:
    """A thousand soldiers behind a gate, who eat a tonne a day and are not rationed."""
    tiny = small(
        {"port": "red", "gate": hold, "town": "red"},
        [("port", "gate", "road", 5.0), ("gate", "town", "road", 5.0)],
        units=[Unit("r", "red", "town")],
        entries={"port": 1000.0},
    ).set(soldier_food=1.0, soldier_hold=3.0, leakage=leakage, ration_below=NO_RATIONING)
    tiny.state.forces.stock[:] = stock
    return tiny


def days_fed(tiny: Any, most: int = 100) -> int:
    """Days on which all that is needed was eaten."""
    for day in range(most):
        supply.supply(tiny.world, tiny.state, tiny.scratch, tiny.params)
        if tiny.state.forces.want[0] > 1.0e-9:
            return day
    return most


@pytest.mark.parametrize(("stock", "leakage"), [(10.0, 0.0), (9.0, 0.1), (12.0, 0.25), (6.0, 0.8)])
def test_without_rationing_a_garrison_lasts_its_stock_over_its_need_less_what_comes(
    stock: float, leakage: float
) -> None:
    # S / (D - f) with D = 1 t a day: 10, 10, 16 and 30 days.
    assert days_fed(garrison(stock, leakage)) == int(stock / (1.0 - leakage) + 1e-9)


def test_who_gets_as_much_as_it_needs_lasts_for_ever() -> None:
    assert days_fed(garrison(0.0, 0.0, hold="red")) == 100


def test_whoever_is_fed_more_lasts_longer() -> None:
    lasted = [days_fed(garrison(8.0, leakage)) for leakage in (0.0, 0.2, 0.4, 0.6, 0.9)]
    assert lasted == sorted(lasted)
    assert len(set(lasted)) == len(lasted)
