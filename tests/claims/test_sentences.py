"""Everything a claim asks prints itself back as an English sentence."""

from collections.abc import Mapping

import pytest

from claims.toys import GROUND, SCENARIO, control, course, predicate, series
from hinge.claims.assumptions import assumption_names
from hinge.claims.names import Names, number, the
from hinge.claims.predicates import holds
from hinge.claims.sentences import effect_words, measure_words, sentence, when
from hinge.claims.series_words import series_words
from hinge.scenario.claim_records import EffectTest
from hinge.scenario.parameters import Parameter
from hinge.scenario.predicate_records import Measure, Window
from hinge.scenario.series import series_names

NAMES = Names.of(SCENARIO)
ON = {"on": "2001-05-13"}
TAKEN = control(when=ON)
SIEGE = {"kind": "siege", "of": "town", "side": "cobalt", "when": ON}
CLOSED = {**SIEGE, "is": ["closed"]}

SENTENCES = [
    (TAKEN, "The amber side holds the town on 13 May 2001."),
    (
        control(share=0.95, by="cobalt", when={"by": "2001-06-01"}),
        "Cobalt holds at least 95 % of the town on at least one day up to 1 June 2001.",
    ),
    (control(of="mill", when=ON), "The amber side holds the mill quarter on 13 May 2001."),
    (
        {**SIEGE, "is": ["closed_by_fire", "closed"]},
        "The way into the town for Cobalt is closed by fire or closed on 13 May 2001.",
    ),
    (
        series("flow_share.town.cobalt", below=0.1, when=ON),
        "The share of its need that could reach Cobalt in the town is below 10 % on 13 May 2001.",
    ),
    (
        series("delivered.amber", above=1200, when=ON),
        (
            "The supply that reaches the soldiers and civilians of the amber side in a day is above "
            "1,200 tonnes on 13 May 2001."
        ),
    ),
    (
        series("civilians_killed", above=50, since="2001-05-12", when=ON),
        (
            "The number of civilians killed so far has risen by more than 50 since 12 May 2001 on "
            "13 May 2001."
        ),
    ),
    (
        series("strength.amber", below=-500, since="2001-05-12", when=ON),
        (
            "The number of soldiers under arms for the amber side has fallen by more than 500 since "
            "12 May 2001 on 13 May 2001."
        ),
    ),
    (
        series("strength.amber", above=-500, since="2001-05-12", when=ON),
        (
            "The number of soldiers under arms for the amber side has fallen by less than 500 since "
            "12 May 2001 on 13 May 2001."
        ),
    ),
    (
        {
            "kind": "compare",
            "left": "held.amber",
            "right": "held.cobalt",
            "factor": 1.5,
            "when": ON,
        },
        (
            "The number of areas held by the amber side is at least 1.5 times the number of areas held "
            "by Cobalt on 13 May 2001."
        ),
    ),
    (
        {"kind": "all", "parts": [TAKEN, {"kind": "any", "parts": [CLOSED, TAKEN]}]},
        (
            "The amber side holds the town on 13 May 2001, and (the way into the town for Cobalt is "
            "closed on 13 May 2001, or the amber side holds the town on 13 May 2001)."
        ),
    ),
    (
        {"kind": "not", "part": TAKEN},
        "It is not so that the amber side holds the town on 13 May 2001.",
    ),
    (
        {"kind": "before", "first": CLOSED, "then": TAKEN},
        (
            "It comes about that the way into the town for Cobalt is closed on 13 May 2001, earlier "
            "than that the amber side holds the town on 13 May 2001 (if that happens at all)."
        ),
    ),
    (
        series("united.amber", above=0.05, since="2001-05-12", when=ON),
        (
            "The share of the soldiers of the amber side under its largest command has risen by more "
            "than 5 percentage points since 12 May 2001 on 13 May 2001."
        ),
    ),
    (
        {
            "kind": "within",
            "first": TAKEN,
            "then": series("united.cobalt", below=0.5, when={"by": "2001-06-01"}),
            "days": 10,
        },
        (
            "The amber side holds the town on 13 May 2001, and then, at most 10 days later, the share "
            "of the soldiers of Cobalt under its largest command is below 50 % on at least one day up "
            "to 1 June 2001."
        ),
    ),
    (
        {
            "kind": "within",
            "first": {**CLOSED, "when": {"by": "2001-06-01", "throughout": True}},
            "then": TAKEN,
            "days": 1,
        },
        (
            "The way into the town for Cobalt is closed on at least one day up to 1 June 2001, and "
            "then, at most one day later, the amber side holds the town on 13 May 2001."
        ),
    ),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=range(len(SENTENCES)))
def test_a_predicate_reads_as_a_sentence(text: Mapping[str, object], expected: str) -> None:
    assert sentence(predicate(text), NAMES) == expected
    assert holds(predicate(text), course(), GROUND).shape == (3,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ({"on": "2001-05-13"}, "on 13 May 2001"),
        ({"by": "2001-05-13"}, "on at least one day up to 13 May 2001"),
        (
            {"from": "2001-05-13", "to": "2001-06-01"},
            "on at least one day from 13 May to 1 June 2001",
        ),
        (
            {"from": "2000-12-30", "to": "2001-01-02", "throughout": True},
            "on every day from 30 December 2000 to 2 January 2001",
        ),
        (
            {"from": "2001-05-13", "to": "2001-06-01", "share_of_days": 0.8},
            "on at least 80 % of the days from 13 May to 1 June 2001",
        ),
    ],
)
def test_a_window_reads_as_a_phrase(text: Mapping[str, object], expected: str) -> None:
    assert when(Window.model_validate(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            {"series": "displaced", "on": "2001-05-13"},
            "the number of people displaced on 13 May 2001",
        ),
        (
            {"series": "civilians_killed", "from": "2001-05-13", "to": "2001-06-01"},
            "the number of civilians killed from 13 May to 1 June 2001",
        ),
        (
            {"series": "displaced", "from": "2001-05-13", "to": "2001-06-01"},
            "the change from 13 May to 1 June 2001 of the number of people displaced",
        ),
        (
            {"series": "ration.town", "from": "2001-05-13", "to": "2001-06-01", "mean": True},
            (
                "the share of the civilians' daily need that is met in the town (mean of the days from "
                "13 May to 1 June 2001)"
            ),
        ),
        (
            {
                "series": "killed.amber",
                "from": "2001-05-13",
                "to": "2001-06-01",
                "divide_by": "killed.cobalt",
            },
            (
                "the number of soldiers of the amber side killed from 13 May to 1 June 2001, divided by "
                "the number of soldiers of Cobalt killed from 13 May to 1 June 2001"
            ),
        ),
    ],
)
def test_a_measure_reads_as_a_noun_phrase(text: Mapping[str, object], expected: str) -> None:
    assert measure_words(Measure.model_validate(text), NAMES) == expected


def effect(**text: object) -> EffectTest:
    return EffectTest.model_validate(
        {
            "with": "x0",
            "without": "baseline",
            "direction": "lowers",
            "smallest_relevant": 1,
            "smallest_relevant_reason": "-",
            **text,
        }
    )


def test_an_effect_reads_as_a_clause() -> None:
    measure = {"series": "held.amber", "on": "2001-05-13"}
    assert effect_words(effect(measure=measure), NAMES) == (
        "“Plan 0”, against the baseline, lowers the number of areas held by the amber side on "
        "13 May 2001 by more than 1 area"
    )
    assert effect_words(effect(outcome=TAKEN, smallest_relevant=0.1), NAMES) == (
        "“Plan 0”, against the baseline, lowers the share of campaigns in which the amber side "
        "holds the town on 13 May 2001 by more than 10 in 100 campaigns"
    )
    share = {"series": "ration.town", "on": "2001-05-13"}
    assert effect_words(effect(measure=share, smallest_relevant=0.05), NAMES).endswith(
        "by more than 5 percentage points"
    )


def test_every_recorded_series_has_words_of_its_own() -> None:
    phrases = [series_words(name, NAMES).phrase for name in series_names(SCENARIO)]
    assert len(set(phrases)) == len(phrases)
    assert not [phrase for phrase in phrases if "series “" in phrase or "_" in phrase]
    assert not [phrase for phrase in phrases if "amber." in phrase or "{" in phrase]


def test_series_of_sponsors_and_assets_have_words_and_an_unknown_one_keeps_its_name() -> None:
    found = [series_words(name, NAMES) for name in ("rung.union", "support.union", "sorties.guns")]
    assert [one.phrase for one in found] == [
        "the rung on which union stands (0 to 3)",
        "the support given by union",
        "the number of uses so far of guns",
    ]
    assert [one.share for one in found] == [False, True, False]
    assert series_words("no.such.thing", NAMES).phrase == "the series “no.such.thing”"


def test_names_get_an_article_only_where_english_wants_one() -> None:
    given = ["the east", "The east", "Ramp corridor", "Eastern Town", "Amber's guns", "Old (x y)"]
    assert [the(name) for name in given] == [
        "the east",
        "the east",
        "the Ramp corridor",
        "Eastern Town",
        "Amber's guns",
        "Old",
    ]


def test_numbers_read_as_in_prose() -> None:
    assert [number(x) for x in (0.0, 3.0, 12345.0, 1234.5, 0.25, 12.345, -2.0)] == [
        "0",
        "3",
        "12,345",
        "1,234",
        "0.25",
        "12.3",
        "-2",
    ]


def test_assumptions_have_plain_names() -> None:
    def given(id_: str, meaning: str) -> Parameter:
        return Parameter.model_validate(
            {
                "id": id_,
                "value": 1,
                "unit": "-",
                "spread": {"kind": "fixed"},
                "status": "judgement",
                "about": "general",
                "meaning": meaning,
            }
        )

    table = [
        given("combat.loss_rate", "How bloody a day of fighting is. Per day; see the page."),
        given("own.odds", "Cobalt's luck"),
        given("factions.guard.strength", "persons of the guard in the theatre"),
    ]
    ids = [p.id for p in table] + ["sponsors.big_bank.cut_hazard", "weather.rain_days"]
    assert list(assumption_names(ids, table, NAMES).values()) == [
        "how bloody a day of fighting is",
        "Cobalt's luck",
        "the strength of guard",
        "how readily big bank stops its support",
        "weather: rain days",
    ]
