"""Interventions with another date or size: what changes, what stays, and what is refused."""

import datetime as dt

import pytest

from hinge.errors import InputError
from hinge.scenario.load import load
from hinge.scenario.patch import do
from hinge.scenario.switches import SWITCHES, switch_names


@pytest.fixture(scope="module")
def aleppo():
    return load("aleppo-2016")


def test_a_date_and_a_size_replace_those_of_the_levers(aleppo) -> None:
    name = "border_support_stops:from=2016-09-01,size=0.5"
    (pulled,) = do(aleppo, name).pulled
    assert pulled.id == name
    for lever in pulled.levers:
        assert lever.from_ == dt.date(2016, 9, 1)
        assert lever.level == 0.5


def test_without_a_colon_the_intervention_stays_as_it_is_written(aleppo) -> None:
    (plain,) = do(aleppo, "border_support_stops").pulled
    assert plain in aleppo.interventions


def test_the_same_text_makes_the_same_intervention_again(aleppo) -> None:
    name = "aid_reaches_east:size=120"
    assert do(aleppo, name).pulled == do(aleppo, name).pulled


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("border_support_stops:from=soon", "no date"),
        ("border_support_stops:size=much", "no number"),
        ("border_support_stops:sise=1", "size"),
        ("border_support_stops:size=7", "cannot take"),
        ("border_support_stops:", "not understood"),
        ("no_encirclement_forbidden:size=2", "no size"),
        ("full_truce:from=2016-10-01,to=2016-09-01", "before it begins"),
        ("border_suport_stops:size=0.5", "border_support_stops"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(aleppo, name: str, words: str) -> None:
    with pytest.raises(InputError) as refused:
        do(aleppo, name)
    assert words in str(refused.value)
    known = name.partition(":")[0] in {plan.id for plan in aleppo.interventions}
    rule = "adjustment" if known else "unknown_intervention"
    assert [problem.rule for problem in refused.value.problems] == [rule]


@pytest.mark.parametrize("name", switch_names())
def test_every_mechanism_has_a_switch_that_can_be_pulled(aleppo, name: str) -> None:
    (pulled,) = do(aleppo, name).pulled
    assert pulled.id == name
    assert pulled.levers


def test_a_switch_for_sponsors_reaches_all_of_them(aleppo) -> None:
    (pulled,) = do(aleppo, "without_sponsors").pulled
    cut = [lever.parameter for lever in pulled.levers if lever.parameter.endswith("cut_hazard")]
    assert len(cut) == len(aleppo.sponsors)
    assert len({switch.id for switch in SWITCHES}) == len(SWITCHES)
