"""The course of the campaign on the page: the first places in sight, those beyond them folded, none lost."""

from pathlib import Path

import pytest

from hinge.assess import design_for
from hinge.ensemble.run import run
from hinge.figures.figure import Figure
from hinge.figures.markup import Markup, tag
from hinge.figures.recorded import Course
from hinge.report.campaign import IN_SIGHT, campaign
from hinge.report.content import Content, Provenance
from hinge.scenario.load import load
from page_reading import read
from stand_in import stand_in


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """Five factions, four watched places."""
    scenario = load("five-factions")
    design = design_for(scenario, (), draws=8, prior=False)
    folder: Path = tmp_path_factory.mktemp("runs") / "five"
    finished = run(scenario, design, folder, prepared=stand_in(scenario, design))
    course = Course(finished.arm("baseline"))
    made = Provenance("1", 1, "strict", "a" * 64, "b" * 64, finished.digest, (("baseline", 16),))
    return Content(scenario, (), course, made)


def placed(figure: Figure) -> Markup:
    """A figure as its title alone."""
    return tag("figure", figure.title)


def test_charts_of_places_beyond_the_first_two_unfold_under_their_names(content: Content) -> None:
    root = read(str(tag("main", campaign(content, placed))))
    folded = next(
        one for one in root.all("details") if one.attributes.get("class") == "more-places"
    )
    watched = [(region.name, side) for region in content.scenario.regions for side in region.watch]
    assert len(watched) > IN_SIGHT
    for name, side in watched[IN_SIGHT:]:
        words = f"{name} ({content.side_names[side]})"
        assert words in folded.all("summary")[0].text
    assert len(folded.all("figure")) == 2 * (len(watched) - IN_SIGHT)


def test_every_watched_place_has_its_two_charts_once(content: Content) -> None:
    titles = [one.text for one in read(str(tag("main", campaign(content, placed)))).all("figure")]
    charts = [title for title in titles if "areas held by" in title or "ways in for" in title]
    watched = [side for region in content.scenario.regions for side in region.watch]
    assert len(charts) == len(set(charts)) == 2 * len(watched)
