"""Figures of a run: what is drawn is what was recorded, and what cannot be drawn is refused in words."""

import datetime as dt

import numpy as np
import pytest

from hinge.errors import InputError
from hinge.notebook.chance import dated
from hinge.notebook.picture import Picture


def test_a_fan_holds_the_quantiles_of_the_runs(ensemble) -> None:
    figure = ensemble.plot.fan("civilians_killed")
    values = ensemble.course.series("civilians_killed")
    rows = figure.table.records()
    assert [row["median"] for row in rows] == pytest.approx(np.median(values, axis=0), rel=1e-4)
    assert len(rows) == ensemble.course.days
    assert figure.title.startswith("The number of civilians killed")


def test_a_record_is_drawn_at_its_days(ensemble) -> None:
    figure = ensemble.plot.fan("civilians_killed", record=[("2001-05-20", 7.0)])
    assert figure.spec()["datasets"]["record"] == [{"day": 5, "value": 7.0}]


def test_a_siege_adds_up_to_all_runs_on_every_day(ensemble) -> None:
    figure = ensemble.plot.siege(ensemble.course.watches[0])
    states = ensemble.course.siege(ensemble.course.watches[0])
    for row in figure.table.rows:
        assert sum(row[2:]) == pytest.approx(100.0)
    assert figure.table.rows[-1][2] == pytest.approx(100.0 * np.mean(states[:, -1] == 0))


def test_a_map_shows_the_holders_of_its_day(ensemble) -> None:
    figure = ensemble.plot.map("2001-05-20")
    control = ensemble.course.control()[:, 5, :]
    assert figure.title == "Who holds what on 20 May 2001"
    first = [row["share_amber"] for row in figure.table.records()]
    assert first == pytest.approx((control == 0).mean(axis=0), abs=1 / 400 + 1e-9)
    assert figure.drawing is not None
    assert 'data-area="old_town"' in figure.drawing
    assert ">nobody<" in figure.drawing
    assert ensemble.plot.map(5).table == figure.table
    assert ensemble.plot.map(dt.date(2001, 5, 20)).table == figure.table


def test_a_map_of_one_run_is_headed_as_one_possible_course(ensemble) -> None:
    figure = ensemble.plot.map(-1, run=3)
    assert "one possible course" in figure.title
    rows = figure.table.records()
    control = ensemble.course.control()[3, -1, :]
    assert [row["share_cobalt"] for row in rows] == (control == 1).astype(float).tolist()


def test_harm_names_every_author_and_the_total(ensemble) -> None:
    rows = ensemble.plot.harm().table.records()
    assert rows[0]["row"] == "All sides, all causes"
    total = float(np.median(ensemble.course.series("civilians_killed")[:, -1]))
    assert rows[0]["median"] == pytest.approx(total, rel=1e-4)
    assert {"amber", "cobalt"} <= {row["author"] for row in rows}


def test_the_chance_of_each_day_is_that_of_the_question_on_that_day(ensemble) -> None:
    question = {"kind": "control", "of": "old_town", "by": "amber"}
    figure = ensemble.plot.chance(question)
    assert figure.title == "Amber holds the Old town"
    last = figure.table.rows[-1]
    answer = ensemble.odds({**question, "when": {"on": "2001-07-15"}})
    assert last[2:] == pytest.approx([100 * answer.share, 100 * answer.low, 100 * answer.high])


def test_a_day_is_put_into_every_part_that_has_none() -> None:
    asked = {
        "kind": "all",
        "parts": [{"kind": "control"}, {"kind": "not", "part": {"when": {"by": "2001-06-01"}}}],
    }
    found = dated(asked, dt.date(2001, 5, 20))
    assert found["parts"][0]["when"] == {"on": "2001-05-20"}
    assert found["parts"][1]["part"]["when"] == {"by": "2001-06-01"}
    assert "when" not in found


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda plot: plot.fan("civilians_kild"), "nearest: civilians_killed"),
        (lambda plot: plot.siege("nowhere.amber"), "records no watch"),
        (lambda plot: plot.map("2016-01-01"), "has no day 2016-01-01"),
        (lambda plot: plot.map("some day"), "a date such as"),
        (lambda plot: plot.map(10_000), "has no day 10000"),
        (lambda plot: plot.map(0, run=10_000), "has no run 10000"),
        (lambda plot: plot.map(0, view="close"), "has no view close"),
    ],
)
def test_what_is_not_there_is_refused_in_words(ensemble, ask, words) -> None:
    with pytest.raises(InputError, match=words):
        ask(ensemble.plot)


def test_every_figure_shows_itself(ensemble) -> None:
    plot = ensemble.plot
    for figure in (plot.fan("displaced"), plot.harm(), plot.map()):
        assert isinstance(figure, Picture)
