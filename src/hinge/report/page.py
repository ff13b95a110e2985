"""The page itself: one file that asks nobody for anything, the same bytes for the same inputs.

Everything that a reader needs stands in the text; scripts add charts, the moving
map, filters and downloads (``web/page.js``). What browsers may run is in
``frame``. Text of a scenario can only be text: see ``figures.markup``. Order: the
question; where model and record part; who disputes what; the claims; the course
of the campaign; harm; method; what is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from hinge.figures.figure import Figure
from hinge.figures.markup import Markup, join, tag
from hinge.report.calibrated import calibrated
from hinge.report.campaign import campaign, map_data, series_shown, ticks
from hinge.report.changed import changed, compared
from hinge.report.civilians import civilians
from hinge.report.claims_table import claims_table
from hinge.report.content import Content
from hinge.report.disputed import disputed
from hinge.report.drivers import driver_section
from hinge.report.figure_box import figure_box, figure_data
from hinge.report.frame import document
from hinge.report.hits import hits
from hinge.report.marks import legend
from hinge.report.method import left_out, method, sources
from hinge.report.monitors import reports
from hinge.report.opening import contents, keyboard, opening
from hinge.report.parted import parted
from hinge.report.placing import Place
from hinge.report.provenance import provenance
from hinge.report.regrets import regrets
from hinge.report.scripts import bundled, packaged, script_text
from hinge.report.turning import turning_section

STYLES = (
    "report/style.css",
    "report/content.css",
    "figures/web/charts.css",
    "figures/web/map.css",
    "report/web/page.css",
)
ENTRY = "hinge/page.js"
DRAWING = "hinge/vega.js"

Section = tuple[str, str, Markup]
"""Id, title, and what stands in it; an empty one is left out."""


def page(content: Content) -> str:
    """Return the whole page as HTML."""
    content.course.load(series_shown(content))
    placed: list[Figure] = []
    sections = [one for one in _sections(content, _placing(placed)) if one[2]]
    titles = [(key, title) for key, title, _ in sections]
    return document(
        f"{content.scenario.head.title} · Hinge",
        tag("a", "To the text", href="#main", class_="skip"),
        opening(content),
        contents(titles),
        tag("main", *(_section(*one) for one in sections), id="main"),
        provenance(content),
        styles=styles(),
        scripts=[script_text(packaged(DRAWING)), bundled(ENTRY)],
        data={
            "page-data": _known(content),
            "figure-data": figure_data(placed),
            "map-data": map_data(content),
        },
    )


def styles() -> list[str]:
    """Return the style sheets that all pages of this package share."""
    folder = files("hinge")
    return [folder.joinpath(name).read_text(encoding="utf-8") for name in STYLES]


def all_figures(content: Content) -> tuple[Figure, ...]:
    """Return every figure of the page, in its order."""
    placed: list[Figure] = []
    for _ in _sections(content, _placing(placed)):
        pass
    return tuple(placed)


def _placing(placed: list[Figure]) -> Place:
    """Return what takes a figure into the page, and remembers it."""

    def place(figure: Figure) -> Markup:
        placed.append(figure)
        return figure_box(figure)

    return place


def _sections(content: Content, place: Place) -> Iterator[Section]:
    """Yield the sections in the order in which readers should meet them."""
    yield "changed", "What was changed", changed(content)
    yield "compared", "What differs, and how far", compared(content)
    yield "parted", "Where the model and the record part", parted(content)
    yield "disputed", "Who would dispute what it rests on", disputed(content)
    yield "claims", "The claims", _claims(content)
    yield "sources", "Hits and misses of every perspective, side by side", hits(content)
    yield "campaign", "The campaign, day by day", campaign(content, place)
    yield "turning", "The chance of the outcome, day by day", turning_section(content, place)
    yield "drivers", "What moves the claims", driver_section(content, place)
    yield "regret", "Options, goals and regret", regrets(content, place)
    yield "harm", "Civilians", civilians(content, place)
    yield "calibration", "What calibration moved", join(*calibrated(content.more))
    yield "monitors", "What monitors would have reported", join(*reports(content.monitors))
    yield "method", "How this was done", join(method(content), keyboard())
    yield "named", "Sources", sources(content)
    yield "left-out", "What the model leaves out", left_out(content)


def _claims(content: Content) -> Markup:
    """Return the claims with their legend, and room for the filters that scripts add."""
    if not content.verdicts:
        return Markup()
    return join(
        legend(),
        tag("div", data_filters="", class_="filters", hidden="", role="search"),
        tag("div", claims_table(content), data_claims=""),
    )


def _section(key: str, title: str, inside: Markup) -> Markup:
    """Return a section under its heading."""
    return tag(
        "section", tag("h2", title, id=f"{key}-title"), inside, id=key,
        aria_labelledby=f"{key}-title",
    )  # fmt: skip


def _known(content: Content) -> dict[str, Any]:
    """Return what the page's script must know of the claims and of the days."""
    course = content.course
    return {
        "start": course.start.isoformat(),
        "days": course.days,
        "events": ticks(content),
        "claims": [
            {
                "id": verdict["id"],
                "source": verdict["source"],
                "word": verdict["word"] or "",
                "record": verdict["record"],
            }
            for verdict in content.verdicts
        ],
        "sources": {verdict["source"]: verdict["source_title"] for verdict in content.verdicts},
    }
