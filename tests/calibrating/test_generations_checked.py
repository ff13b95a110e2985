"""The generations as a whole, on a linear simulator: planted parameters lie where the posterior says."""

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from hinge.analysis.fit import Target
from hinge.analysis.planted_sets import plant, told_of
from hinge.analysis.population import Layer
from hinge.calibrating.bench import Bench
from hinge.calibrating.checked import check_posterior
from hinge.calibrating.generations import generations
from hinge.calibrating.judged import Judged
from hinge.calibrating.sizes import Sizes
from hinge.calibrating.waves import Space
from hinge.errors import InputError
from pools import LINE_TARGETS, line

SIZES = Sizes(draws=256, replicates=4, waves=1, particles=256, generations=3, rows=512)


def posterior(reports: np.ndarray, *, narrow: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """Particles and weights of a calibration from the prior, which ``narrow`` shrinks."""
    generator = np.random.default_rng(np.abs(reports * 1e6).astype(np.int64))

    def stage(
        _: str, size: int, replicates: int, names: tuple[str, ...], draw: object
    ) -> tuple[np.ndarray, np.ndarray]:
        z = draw()
        return z, line(z * narrow, replicates, generator)

    bench = SimpleNamespace(
        targets=told_of(LINE_TARGETS, reports),
        seed=1,
        stage=stage,
        skip=lambda _: None,
        latest=np.arange,
    )
    z = generator.normal(size=(SIZES.draws, 2))
    layer = Layer(SIZES.draws, None, 1.0)
    shown = line(z * narrow, SIZES.replicates, generator)
    space = Space((), np.eye(2), (), (1.0,), (layer,), z, shown, np.arange(SIZES.draws))
    found = generations(cast("Bench", bench), SIZES, space)
    return narrow * found.z[found.rows], np.ones(found.rows.size)


def checked(sets: int, **options: float) -> Judged:
    """The check of so many planted sets."""
    generator = np.random.default_rng(5)
    prior = generator.normal(size=(2000, 2))
    planted = plant(prior[:sets], line(prior[:sets], 1, generator)[:, 0], LINE_TARGETS, 6)
    return check_posterior(
        lambda reports: posterior(reports, **options), planted, prior, ("first", "second")
    )


@pytest.mark.statistical
def test_the_generations_are_right_on_planted_parameters() -> None:
    found = checked(100)
    assert found.uniform
    assert found.covers


@pytest.mark.statistical
def test_generations_that_start_from_half_the_prior_are_found_out() -> None:
    found = checked(100, narrow=0.5)
    assert not found.uniform
    assert not found.covers


@pytest.mark.parametrize("plausible", [0, 64])
def test_reports_that_no_campaign_could_lead_to_give_no_posterior(plausible: int) -> None:
    count = Target("killed", "count", 9.0, 0.3, 0.4)  # no offset: nought can never be reported so
    nought = np.zeros((256, 4, 1))

    def stage(*asked: object) -> tuple[np.ndarray, np.ndarray]:
        return asked[4](), nought  # type: ignore[operator]

    bench = SimpleNamespace(
        targets=(count,), seed=1, stage=stage, skip=lambda _: None, latest=np.arange
    )
    z = np.random.default_rng(1).normal(size=(plausible, 2))
    layer, numbers = Layer(SIZES.draws, None, 1.0), np.arange(plausible)
    space = Space((), np.eye(2), (), (0.5,), (layer,), z, nought[:plausible], numbers)
    with pytest.raises(InputError, match="no simulated campaign" if plausible else "plausible"):
        generations(cast("Bench", bench), SIZES, space)
