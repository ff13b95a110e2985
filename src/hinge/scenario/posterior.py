"""A calibrated posterior as it ships with a scenario: equally weighted draws of a calibration.

``posterior.csv`` has one row for each particle: ``draw``, its number among all draws of
the calibration, and one column for each parameter that the calibration moved.
``posterior.json`` says what it was made from. Draw ``i`` of a run is row ``i`` modulo
the rows. Its other parameters are those that the calibration drew from their priors
for the draw of this number and weighed with the rest; they follow from the number and
from the calibration's seed, so that they need no columns (``ensemble.priors``). A run
of more draws than rows repeats rows whole, with other luck.

Assumption 1: no parameter without a column moved a target noticeably by itself. What
targets say of them together is kept, as the draws that it favoured.
Assumption 2: rows stand in random order, so that the first of them are as good a
sample as any others.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NoReturn

from pydantic import Field, StringConstraints, ValidationError

from hinge.errors import InputError, Place, Problem
from hinge.scenario.fields import Day, Id, Record, Text
from hinge.scenario.text_bytes import decode
from hinge.scenario.wording import problem_of

CSV = "posterior.csv"
JSON = "posterior.json"
MAX_BYTES = 8_000_000
DRAW = "draw"
"""Header of the first column: a draw's number in the calibration, no parameter."""

MOST_DRAWS = 2**31
"""Numbers of draws lie below."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class PosteriorRecord(Record):
    """posterior.json: what a posterior was made from.

    ``posterior``: ``csv_digest`` of posterior.csv; ``scenario``: ``facts`` of the scenario
    that was calibrated (``digests.facts_digest``); ``engine``: digest of the engine's
    sources; ``known_on``: the latest day on which a target was public; ``targets``: their
    ids; ``observations``: rows of observations.csv that they rest on; ``made``: anything else worth keeping
    (sizes of the waves, contraction); no rule reads it.
    """

    schema_version: Literal[1] = Field(alias="schema")
    posterior: Digest
    scenario: Digest
    engine: Digest
    hinge: Text = ""
    vintage: Text
    seed: Annotated[int, Field(ge=0, lt=2**32)]
    known_on: Day
    targets: Annotated[tuple[Id, ...], Field(min_length=1)]
    observations: tuple[Id, ...] = ()
    made: dict[str, Any] = Field(default_factory=dict)


@dataclass(frozen=True)
class Posterior:
    """``names`` of the parameters moved; ``rows`` (particles, parameters), in the unit of each.

    ``draws`` (particles,): numbers of the draws in the calibration; ``seed`` of the
    calibration, which with them gives all other parameters; ``digest``: ``csv_digest`` of posterior.csv, or "" where there is none to use;
    ``record``: what posterior.json says; None for one that was never written.
    """

    names: tuple[str, ...]
    draws: tuple[int, ...]
    rows: tuple[tuple[float, ...], ...]
    seed: int
    digest: str
    record: PosteriorRecord | None = None

    def column(self, name: str) -> tuple[float, ...]:
        """Return the values of one parameter, (particles,); ValueError for another one."""
        place = self.names.index(name)
        return tuple(row[place] for row in self.rows)


def csv_digest(data: bytes) -> str:
    """Return the SHA-256 of a posterior.csv, the same whatever its line ends."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def csv_bytes(
    names: tuple[str, ...], draws: tuple[int, ...], rows: tuple[tuple[float, ...], ...]
) -> bytes:
    """Return posterior.csv: a header, then one row for each particle, exact to the last bit."""
    lines = [",".join((DRAW, *names))]
    lines += [",".join((str(draw), *map(repr, row))) for draw, row in zip(draws, rows, strict=True)]
    return ("\n".join(lines) + "\n").encode()


def read_posterior(files: Mapping[str, bytes]) -> Posterior | None:
    """Return the posterior among the files of a folder; None where there is none.

    InputError where one of its two files is missing or cannot be read.
    """
    if CSV not in files and JSON not in files:
        return None
    for name, other in ((CSV, JSON), (JSON, CSV)):
        if name not in files:
            _refuse(
                "posterior_incomplete",
                f"The folder has {other} and no {name}.",
                "The values and what they were made from belong together.",
                f"Add {name}, or remove {other} to go on without calibration.",
                Place(other),
            )
    names, draws, rows = _table(decode(files[CSV], CSV, MAX_BYTES))
    record = _record(decode(files[JSON], JSON, MAX_BYTES))
    return Posterior(names, draws, rows, record.seed, csv_digest(files[CSV]), record)


def _table(
    text: str,
) -> tuple[tuple[str, ...], tuple[int, ...], tuple[tuple[float, ...], ...]]:
    """Return the names, draws and rows of posterior.csv; InputError at the first that is wrong."""
    reader = csv.reader(io.StringIO(text, newline=""))
    first, *others = next(reader, []) or [""]
    names = tuple(others)
    if first != DRAW:
        _refuse(
            "posterior_draw",
            f"The first column is {first!r} and not {DRAW}.",
            "Without the number that each row had in the calibration, the parameters that have "
            "no column are lost (files from before such numbers were written lack them).",
            "Calibrate anew (hinge calibrate), or remove both files.",
            Place(CSV, 1),
        )
    if not names or DRAW in names or len(set(names)) < len(names) or "" in names:
        _refuse(
            "posterior_header",
            "The header does not name each parameter once.",
            "It would not be clear which value belongs to what.",
            f"Start with a line of {DRAW} and parameter ids, each once.",
            Place(CSV, 1),
        )
    draws, rows = [], []
    for line, cells in enumerate(reader, 2):
        number, *values = cells or [""]
        if not re.fullmatch("[0-9]{1,10}", number) or int(number) >= MOST_DRAWS:
            _refuse(
                "posterior_draw",
                f"{number!r} is no number of a draw.",
                f"Draws of a calibration are counted 0, 1, 2 and so on, below {MOST_DRAWS}.",
                "Write the file with hinge calibrate; it is not meant to be written by hand.",
                Place(CSV, line, DRAW),
            )
        try:
            row = tuple(map(float, values))
        except ValueError:
            row = ()
        if len(row) != len(names) or not all(map(math.isfinite, row)):
            _refuse(
                "posterior_row",
                f"The row does not hold {len(names)} finite numbers after the draw's own.",
                "Every particle has a value for every parameter.",
                "Write the file with hinge calibrate; it is not meant to be written by hand.",
                Place(CSV, line),
            )
        draws.append(int(number))
        rows.append(row)
    return names, tuple(draws), tuple(rows)


def _record(text: str) -> PosteriorRecord:
    """Return what posterior.json says; InputError with all its mistakes."""
    try:
        return PosteriorRecord.model_validate(json.loads(text, parse_constant=_no_number))
    except ValidationError as error:
        fields = [info.alias or name for name, info in PosteriorRecord.model_fields.items()]
        raise InputError(
            [
                problem_of(detail, Place(JSON, 0, str(detail["loc"][0])), fields)
                if detail["loc"]
                else _not_json("it is no object")
                for detail in error.errors(include_url=False)
            ]
        ) from None
    except (ValueError, RecursionError) as error:
        raise InputError([_not_json(str(error))]) from None


def _no_number(name: str) -> NoReturn:
    """Refuse NaN and Infinity, which Python's reader would take."""
    raise ValueError(f"{name} is no number")


def _not_json(why: str) -> Problem:
    """Return the problem of a posterior.json that holds something else."""
    return Problem(
        "posterior_json",
        f"The file cannot be read as a JSON object: {why}.",
        "What the posterior was made from would not be known.",
        "Write the file with hinge calibrate, or remove both files.",
        Place(JSON),
    )


def _refuse(rule: str, what: str, why: str, do: str, place: Place) -> NoReturn:
    """Raise the error of a file that cannot be read."""
    raise InputError([Problem(rule, what, why, do, place)])
