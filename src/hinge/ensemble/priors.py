"""Parameter draws: one value for each parameter and draw, from its stated spread.

A draw depends on (seed, parameter id, draw) and on nothing else: one uniform
from Philox, then the quantile function of the spread. So the first 256 draws of
512 are the 256 draws of a smaller run, and adding a parameter moves no other.
The arithmetic is Hinge's own (``draws.elementary``), for the same bits on every
machine.

Qualities of one side's factions go together through a Gaussian copula: latent
normals share one normal of the side, with the correlation drawn for
``forces.quality_correlation``. Each quality keeps its own stated spread.

Where a scenario is calibrated, draw i is row i modulo the rows of the posterior: one
draw of the calibration, whole. Parameters with a column take its value; all others are
drawn by the number and the seed that the draw had in the calibration, so that what was
weighed together stays together. Draws beyond the rows repeat rows whole; only their luck
is new. A calibrated and an uncalibrated run of one seed have luck in common, and no
parameters.

Left out: other dependence between parameters, and stratified draws.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from hinge.draws.compiled import entry
from hinge.draws.elementary import exp, log, normal_quantile
from hinge.draws.ids import entity_hash
from hinge.draws.sampling import StreamKey, uniform
from hinge.errors import InputError, Place, Problem
from hinge.scenario.interventions import Intervention, ScaleParameter, SetParameter
from hinge.scenario.parameters import Fixed, LogNormal, LogUniform, Normal, Parameter, Uniform
from hinge.scenario.posterior import Posterior
from hinge.scenario.scenario import Scenario

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PURPOSE = 255  # purpose word of parameter draws; the engine's purposes are below it
OWN = 0  # sub-index of a parameter's own draw
SHARED = 1  # sub-index of the normal that a side's qualities share
CORRELATION = "forces.quality_correlation"
Z95 = 1.6448536269514722  # 95th percentile of the standard normal


@entry
def normal_share(z: float) -> float:
    """Return the share of a standard normal below ``z``, to about 1e-15.

    Source: Hart et al. (1968), algorithm 5666, in the form of West (2005),
    Better approximations to cumulative normal functions.
    """
    size = abs(z)
    if size > 37.0:
        tail = 0.0
    else:
        density = exp(-0.5 * size * size)
        if size < 7.07106781186547:
            top = 3.52624965998911e-02
            top = top * size + 0.700383064443688
            top = top * size + 6.37396220353165
            top = top * size + 33.912866078383
            top = top * size + 112.079291497871
            top = top * size + 221.213596169931
            top = top * size + 220.206867912376
            low = 8.83883476483184e-02
            low = low * size + 1.75566716318264
            low = low * size + 16.064177579207
            low = low * size + 86.7807322029461
            low = low * size + 296.564248779674
            low = low * size + 637.333633378831
            low = low * size + 793.826512519948
            low = low * size + 440.413735824752
            tail = density * top / low
        else:
            rest = size + 0.65
            rest = size + 4.0 / rest
            rest = size + 3.0 / rest
            rest = size + 2.0 / rest
            rest = size + 1.0 / rest
            tail = density / rest / 2.506628274631
    return tail if z < 0.0 else 1.0 - tail


@entry
def fill_uniforms(seed: int, sub: int, entity: int, numbers: Ints, out: Floats) -> None:
    """Fill ``out`` (D,) with the uniforms of the draws ``numbers`` (D,) for one entity."""
    for draw in range(out.size):  # compiled code knows no defaults of a key
        key = StreamKey(seed, 0, int(numbers[draw]), 0, 0)
        out[draw] = uniform(key, 0, PURPOSE, sub, entity)


@entry
def correlate(correlation: Floats, shared: Floats, own: Floats) -> None:
    """Replace the uniforms ``own`` (D,) by ones whose latent normal shares that of ``shared`` (D,).

    z = sqrt(c) * z_shared + sqrt(1 - c) * z_own; ``correlation`` (D,) is held in 0..1.
    """
    for draw in range(own.size):
        c = min(1.0, max(0.0, correlation[draw]))
        z = math.sqrt(c) * normal_quantile(shared[draw])
        own[draw] = normal_share(z + math.sqrt(1.0 - c) * normal_quantile(own[draw]))


@entry
def fill_uniform(low: float, high: float, u: Floats) -> None:
    """Replace uniforms (D,) by quantiles of the uniform spread from low to high."""
    for draw in range(u.size):
        u[draw] = low + (high - low) * u[draw]


@entry
def fill_loguniform(low: float, high: float, u: Floats) -> None:
    """Replace uniforms (D,) by quantiles of the loguniform spread from low to high (both > 0)."""
    base = log(low)
    width = log(high) - base
    for draw in range(u.size):
        u[draw] = exp(base + width * u[draw])


@entry
def fill_normal(mean: float, sd: float, u: Floats) -> None:
    """Replace uniforms (D,) by quantiles of the normal spread."""
    for draw in range(u.size):
        u[draw] = mean + sd * normal_quantile(u[draw])


@entry
def fill_lognormal(p05: float, median: float, p95: float, u: Floats) -> None:
    """Replace uniforms (D,) by quantiles of the split lognormal through three percentiles (all > 0)."""
    middle = log(median)
    below = (middle - log(p05)) / Z95
    above = (log(p95) - middle) / Z95
    for draw in range(u.size):
        z = normal_quantile(u[draw])
        u[draw] = exp(middle + z * (below if z < 0.0 else above))


def quantiles(parameter: Parameter, u: Floats) -> None:
    """Replace the uniforms ``u`` (D,) by values of the parameter, in its unit."""
    spread = parameter.spread
    if isinstance(spread, Fixed):
        u.fill(parameter.value)
    elif isinstance(spread, Uniform):
        fill_uniform(float(spread.low), float(spread.high), u)
    elif isinstance(spread, LogUniform):
        fill_loguniform(float(spread.low), float(spread.high), u)
    elif isinstance(spread, Normal):
        fill_normal(float(spread.mean), float(spread.sd), u)
    elif isinstance(spread, LogNormal):
        fill_lognormal(float(spread.p05), float(parameter.value), float(spread.p95), u)


def quality_sides(scenario: Scenario) -> dict[str, str]:
    """Return the side of every parameter that is a faction's quality, by parameter id."""
    return {
        f"factions.{faction.id}.quality": faction.side
        for faction in scenario.factions
        if faction.strength_high > 0
    }


def draw_parameters(
    table: Sequence[Parameter],
    sides: Mapping[str, str],
    seed: int,
    draws: int,
    pulled: Sequence[Intervention] = (),
    posterior: Posterior | None = None,
) -> Floats:
    """Return the drawn values (draws, parameters) in the order of ``table``.

    ``sides``: parameter id of each correlated quality to its side. ``pulled``:
    interventions whose levers set or scale parameters, applied in order to the
    drawn values (that of the correlation before the qualities are drawn).
    ``posterior``: whole draws of a calibration, which take the place of draws 0 to
    ``draws`` - 1 of ``seed`` before any lever. As in the calibration, qualities go with
    the correlation that the prior gave to their draw, whatever its own column says.
    Raises InputError when a lever names no parameter of the table, the
    correlation is missing, or two ids share a stable number.
    """
    numbers = np.arange(draws, dtype=np.int64)
    calibrated: dict[str, Floats] = {}
    if posterior is not None:
        seed, numbers, calibrated = _rows_of(posterior, draws)
    ids = [parameter.id for parameter in table]
    _refuse_collisions(ids)
    changes = _changes(ids, pulled)
    values = np.empty((len(ids), draws), dtype=np.float64)
    rows = dict(zip(ids, range(len(ids)), strict=True))
    correlated = [name for name in ids if name in sides]
    if correlated and CORRELATION not in rows:
        raise _refusal(
            CORRELATION,
            f"{correlated[0]} is drawn together with its side, and {CORRELATION} is missing.",
            "It says how far the qualities of one side go together.",
            "Add it to parameters.yaml.",
        )
    # The correlation comes first, since the qualities are drawn with it.
    for name in sorted(ids, key=lambda name: name != CORRELATION):
        parameter, column = table[rows[name]], values[rows[name]]
        fill_uniforms(seed, OWN, entity_hash(name), numbers, column)
        if name in sides:
            shared = np.empty(draws, dtype=np.float64)
            fill_uniforms(seed, SHARED, entity_hash(sides[name]), numbers, shared)
            correlate(values[rows[CORRELATION]], shared, column)
        quantiles(parameter, column)
        _pull(column, changes.get(name, ()))
    for name in calibrated.keys() & rows.keys():
        column = values[rows[name]]
        column[:] = calibrated[name]
        _pull(column, changes.get(name, ()))
    return np.ascontiguousarray(values.T)


def _pull(column: Floats, levers: Sequence[SetParameter | ScaleParameter]) -> None:
    """Apply levers in order to the drawn values (draws,) of one parameter."""
    for lever in levers:
        if isinstance(lever, SetParameter):
            column.fill(lever.value)
        else:
            column *= lever.factor


def _rows_of(posterior: Posterior, draws: int) -> tuple[int, Ints, dict[str, Floats]]:
    """Return the calibration's seed, and for each draw its number (draws,) and calibrated values (draws,)."""
    taken = np.arange(draws) % len(posterior.rows)
    numbers = np.array(posterior.draws, dtype=np.int64)[taken]
    rows = np.array(posterior.rows, dtype=np.float64)[taken]
    return posterior.seed, numbers, {one: rows[:, j] for j, one in enumerate(posterior.names)}


def _changes(
    ids: Sequence[str], pulled: Sequence[Intervention]
) -> dict[str, list[SetParameter | ScaleParameter]]:
    """Return the levers on each parameter, in the order in which they are pulled."""
    changes: dict[str, list[SetParameter | ScaleParameter]] = {}
    for intervention in pulled:
        for lever in intervention.levers:
            if not isinstance(lever, SetParameter | ScaleParameter):
                continue
            if lever.parameter not in ids:
                near = difflib.get_close_matches(lever.parameter, ids, n=1)
                raise _refusal(
                    intervention.id,
                    f"the intervention {intervention.id} changes {lever.parameter}, which is no "
                    "parameter of this scenario.",
                    "So the lever would move nothing.",
                    f"Use an id of the table{f' (nearest: {near[0]})' if near else ''}.",
                )
            changes.setdefault(lever.parameter, []).append(lever)
    return changes


def _refuse_collisions(ids: Sequence[str]) -> None:
    """Raise InputError when two parameters share the number that keys their draws."""
    seen: dict[int, str] = {}
    for name in ids:
        other = seen.setdefault(entity_hash(name), name)
        if other != name:
            raise _refusal(
                name,
                f"{name} and {other} have the same 32-bit number.",
                "They would be drawn from the same random stream.",
                "Rename one of them.",
            )


def _refusal(field: str, what: str, why: str, do: str) -> InputError:
    """Return the error for parameters that cannot be drawn."""
    return InputError([Problem("draws", what, why, do, Place("parameters.yaml", 0, field))])
