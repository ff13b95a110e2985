"""Events, observations and outcomes: what happened, parted by what was known when."""

from __future__ import annotations

import datetime as dt

from builder.read import ASSESSMENT, Raw, Row, side_and_rival, strict_source

NEXT_DAY = "judgement: public within days; its sources were compiled later"
EVENT_FIELDS = (
    "id",
    "date",
    "areas",
    "kind",
    "text",
    "effect",
    "target",
    "value",
    "low",
    "high",
    "value_text",
    "days",
    "scheduled",
    "certainty",
    "true_on",
    "known_on",
    "source",
)
OF_A_PLACE = ("civilians_killed", "civilian_deaths", "combatants_killed", "displaced")


def event_from(raw: Raw, row: Row) -> Row:
    """Return one row of the timeline as an event without effect."""
    return {
        "id": row["id"].lower(),
        "date": row["date"],
        "areas": row["areas"],
        "kind": row["kind"],
        "text": row["text"],
        "effect": "none",
        "target": "",
        "value": "",
        "low": "",
        "high": "",
        "value_text": "",
        "days": "0",
        "scheduled": "no",
        "certainty": row["certainty"],
        "true_on": row["date"],
        "known_on": row["known_on"],
        "source": strict_source(raw, row["source"], NEXT_DAY),
    }


def events(raw: Raw) -> list[Row]:
    """Return ``events.csv``: what was known by the assessment date, and what was planned by then."""
    made = {
        row["id"].lower(): event_from(raw, row)
        for row in raw.tables["timeline"]
        if dt.date.fromisoformat(row["known_on"]) <= ASSESSMENT
    }
    for change in raw.judged["events"]:
        base = made.get(change["id"], dict.fromkeys(EVENT_FIELDS, ""))
        made[change["id"]] = {name: change[name] or base[name] for name in EVENT_FIELDS}
    return sorted(made.values(), key=lambda row: (row["date"], row["id"]))


def observation_from(raw: Raw, row: Row, known_on: str, source: str) -> Row:
    """Return one row of the outcomes table in the model's words."""
    value = row["value"]
    if row["observable"] == "control":
        value = control_words(raw, value)
    return {
        "id": row["id"].lower(),
        "observable": row["observable"],
        "area": row["area"],
        "date_start": row["date_start"],
        "date_end": row["date_end"],
        "value": value,
        "low": row["low"],
        "high": row["high"],
        "unit": row["unit"],
        "who_says": row["who_says"],
        "note": row["note"],
        "true_on": row["date_end"] or row["date_start"],
        "known_on": known_on,
        "source": source,
    }


def control_words(raw: Raw, code: str) -> str:
    """Return ``government`` or ``government/opposition`` for a controller code."""
    return "/".join(name for name in side_and_rival(raw, code) if name)


def ends_by_assessment(row: Row) -> bool:
    """Whether a row's whole window lies on or before the assessment date."""
    return dt.date.fromisoformat(row["date_end"] or row["date_start"]) <= ASSESSMENT


def observations(raw: Raw) -> list[Row]:
    """Return ``observations.csv``: true on or before the assessment date, with the day of knowledge."""
    known = {row["id"]: row["known_on"] for row in raw.judged["observation_dates"]}
    made: list[Row] = []
    for row in raw.tables["outcomes"]:
        if not ends_by_assessment(row):
            continue
        known_on = known[row["id"]]
        strict = dt.date.fromisoformat(known_on) <= ASSESSMENT
        source = strict_source(raw, row["source"], NEXT_DAY) if strict else row["source"]
        made.append(observation_from(raw, row, known_on, source))
    return made


def outcomes(raw: Raw) -> list[Row]:
    """Return ``outcomes.csv``: whatever ends after the assessment date; for scoring alone."""
    places = {row["id"]: row for row in raw.judged["outcome_places"]}
    made = [
        placed(observation_from(raw, row, "", row["source"]), places.get(row["id"]))
        for row in raw.tables["outcomes"]
        if not ends_by_assessment(row)
    ]
    made.extend(later_control(raw, row) for row in raw.tables["areas_later"])
    return made


def placed(made: Row, judged: Row | None) -> Row:
    """Return an outcome with the region that its source speaks of; people counted nowhere are refused."""
    if judged is None:
        if made["observable"].startswith(OF_A_PLACE) and not made["area"]:
            raise ValueError(f"outcome_places.csv does not say where {made['id']} was counted")
        return made
    note = "; ".join(text for text in (made["note"], judged["remark"]) if text)
    return made | {"area": judged["area"], "note": note}


def later_control(raw: Raw, row: Row) -> Row:
    """Return one row of the later controllers as an outcome."""
    return {
        "id": f"c_{row['id']}_{row['date'].replace('-', '')}",
        "observable": "control",
        "area": row["id"],
        "date_start": row["date"],
        "date_end": "",
        "value": control_words(raw, row["controller"]),
        "low": "",
        "high": "",
        "unit": "controller",
        "who_says": "see source",
        "note": row["note"],
        "true_on": row["date"],
        "known_on": "",
        "source": row["source"],
    }
