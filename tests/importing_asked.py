"""Questions to the readers, with everything answered that a test is not about."""

import datetime as dt
import functools
import gzip
from pathlib import Path
from typing import Any

from hinge.importing.asked import Asked
from hinge.importing.periods import Window
from hinge.importing.terms import TermsAsked
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario

DATA = Path(__file__).parent / "importing" / "data"
UCDP = DATA / "ucdp_excerpt.csv"
RELEASED = dt.date(2020, 1, 10)
FIRST, LAST = dt.date(2016, 6, 1), dt.date(2016, 8, 31)


@functools.cache
def shipped(name: str) -> Scenario:
    """A shipped scenario, read once."""
    return load(name)


def asked(file: Path, scenario: str = "aleppo-2016", **changed: Any) -> Asked:
    """The question whether a file can be read for a scenario; by default with the maps here."""
    loaded = shipped(scenario)
    first, last = changed.pop("first", FIRST), changed.pop("last", LAST)
    told = {
        "terms": TermsAsked(confirm=True),
        "released": RELEASED,
        "place_map": DATA / "places.csv",
        "actor_map": DATA / "actors.csv",
        "widen": True,
        "window": Window(first, last, loaded.head.assessment_date),
    }
    return Asked(file, loaded, **(told | changed))


def altered(folder: Path, source: Path, old: str, new: str, *, times: int = 1) -> Path:
    """A copy of a table with one text replaced; the text must be there."""
    text = source.read_text(encoding="utf-8")
    assert old in text
    path = folder / source.name
    path.write_text(text.replace(old, new, times), encoding="utf-8")
    return path


def packed(folder: Path, source: Path) -> Path:
    """A copy of a table, packed with gzip."""
    path = folder / f"{source.name}.gz"
    path.write_bytes(gzip.compress(source.read_bytes()))
    return path
