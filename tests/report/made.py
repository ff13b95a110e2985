"""Hand-made pages: toy claims, verdicts with exactly the parts that a test asks for, a short course."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from claims.toys import claim, course, scenario
from hinge.analysis.intervals import Mean
from hinge.claims.as_json import plain
from hinge.claims.civilians import Harm, Range
from hinge.claims.verdict import HingeLine, ReadingVerdict, Verdict
from hinge.figures.figure import Figure
from hinge.figures.markup import Markup, tag
from hinge.report.content import Content, Provenance

HINGE = HingeLine(
    "own.odds", "the odds", "high", 0.5, 0.4, 0.6, Mean(0.2, 0.1, 0.3), Mean(0.7, 0.6, 0.8)
)
HARM = Harm(
    "baseline",
    dt.date(2001, 6, 10),
    Range("all", "all authors", 120.0, 40.0, 300.0),
    (Range("amber", "Amber", 100.0, 30.0, 250.0), Range("cobalt", "Cobalt", 20.0, 1.0, 50.0)),
    (Range("air_strikes", "air strikes", 120.0, 40.0, 300.0),),
    Range("all", "people displaced", 5000.0, 1000.0, 9000.0),
)


def reading(**parts: Any) -> ReadingVerdict:
    """Return a verdict on a reading with these parts."""
    known = {"id": "first", "says": "It is so.", "test": "state", "predicate": "It holds.", "word": "", "sentence": ""}  # fmt: skip
    return ReadingVerdict(**{**known, **parts})


def verdict(id_: str = "A01", *, share: float | None = 0.2, **parts: Any) -> Mapping[str, Any]:
    """Return the verdict on a claim of the toy source, as ``verdicts.json`` has it."""
    shown = {} if share is None else {
        "word": "fails in most", "symbol": "◔", "n": 100, "low": share / 2, "high": min(1.0, share + 0.1),
    }  # fmt: skip
    known: dict[str, Any] = {
        "id": id_, "test": "state", "word": None, "share": share, "n": None, "low": None, "high": None,
        "hinges": (), "record": "agrees", "sentence": f"What came of {id_}.", "reason": "",
        "symbol": "", "settled": True, "spread": None, "predicate": "", "quote": f"words of {id_}",
        "paraphrase": f"Sense of {id_}.", "source": "letter", "source_title": "A letter, of old",
        "source_date": dt.date(2001, 5, 11), "source_stance": "for amber",
        "assessed_on": dt.date(2001, 5, 11), "start": "assessment", "leaves_out": "",
        "record_text": "So it went.", "record_sources": ("a paper",),
    }  # fmt: skip
    found = plain(Verdict(**{**known, **shown, **parts}))
    assert isinstance(found, dict)
    return found


def content(verdicts: Sequence[Mapping[str, Any]], **parts: Any) -> Content:
    """Return what a page of these verdicts is made of."""
    world = scenario([claim(id=one["id"], family=f"family of {one['id']}") for one in verdicts])
    recorded = course(
        draws=4,
        held=np.zeros((4, 30, 1)),
        siege=np.zeros((4, 30, 1)),
    )
    known = Provenance("1", 1, "strict", "a" * 64, "b" * 64, "c" * 64, (("baseline", 4),))
    return Content(world, tuple(verdicts), recorded, known, **parts)


class Placed:
    """Takes figures as a page does, and keeps them."""

    def __init__(self) -> None:
        """Hold none yet."""
        self.figures: list[Figure] = []

    def __call__(self, figure: Figure) -> Markup:
        """Keep a figure; its title stands for it."""
        self.figures.append(figure)
        return tag("figure", figure.title, id=f"figure-{figure.id}")
