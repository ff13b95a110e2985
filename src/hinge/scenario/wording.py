"""What pydantic refuses, in plain words: what is wrong, why it matters, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pydantic_core import ErrorDetails

from hinge.errors import Place, Problem
from hinge.scenario.nearest import suggest

_CHOICES = re.compile(r"'([^']*)'")
_SHOWN = 60  # characters of a wrong value that a message repeats


def problem_of(error: ErrorDetails, place: Place, fields: Iterable[str]) -> Problem:
    """Return the problem behind one pydantic error; ``fields`` are known names of fields."""
    kind = error["type"]
    given = _shown(error["input"])
    context: dict[str, Any] = error.get("ctx", {})
    field = place.field or "value"
    if kind == "missing":
        return Problem(
            "required_field",
            f"The field {field} is missing or empty.",
            "The record means nothing without it.",
            f"Give {field} a value.",
            place,
        )
    if kind == "extra_forbidden":
        return Problem(
            "unknown_field",
            f"The field {field} is not known {suggest(field, fields)}.",
            "What it holds would be left out without a word.",
            "Fix the name or remove the field.",
            place,
        )
    if kind in {"literal_error", "union_tag_invalid"}:
        expected = str(context.get("expected") or context.get("expected_tags"))
        choices = _CHOICES.findall(expected)
        wrong = str(context.get("tag", error["input"]))
        return Problem(
            "unknown_word",
            f"{_shown(wrong)} is none of the words that {field} may be {suggest(wrong, choices)}.",
            "Each of these words has a fixed meaning in the model.",
            f"Write one of: {', '.join(choices)}.",
            place,
        )
    if kind == "union_tag_not_found":
        word = str(context.get("discriminator", "kind")).strip("'")
        return Problem(
            "required_field",
            f"The field {word} is missing.",
            "It says what the other fields mean.",
            f"Give {word} a value.",
            place,
        )
    rule, what, do = _of_value(kind, context, given, field)
    return Problem(rule, what, "It cannot be used as it stands.", do, place)


def _of_value(kind: str, context: dict[str, Any], given: str, field: str) -> tuple[str, str, str]:
    """Return rule, what and what to do for a value of the wrong kind or size."""
    if kind in _LIMITS:
        word, key = _LIMITS[kind]
        limit = context[key]
        return (
            "number_out_of_range",
            f"{given} is not {word} {limit:g}, as {field} must be.",
            f"Check the number and its unit; it must be {word} {limit:g}.",
        )
    if kind in {"string_pattern_mismatch", "string_too_long", "string_too_short"}:
        return _of_text(kind, context, given, field)
    for start, (rule, is_no, do) in _KINDS.items():
        if kind.startswith(start):
            return rule, f"{given} is {is_no}, as {field} must be.", do
    return "wrong_value", f"{given} does not fit the field {field}.", "Correct the value."


def _of_text(kind: str, context: dict[str, Any], given: str, field: str) -> tuple[str, str, str]:
    """Return rule, what and what to do for a text of the wrong form or length."""
    if kind == "string_too_long":
        longest = context["max_length"]
        return (
            "text_too_long",
            f"The text of {field} is longer than {longest} characters.",
            "Shorten it.",
        )
    if kind == "string_too_short":
        return "required_field", f"The field {field} is empty.", f"Give {field} a value."
    return (
        "bad_id",
        f"{given} is not of the form that {field} must have.",
        _ID_FORM,
    )


_ID_FORM = (
    "Use small letters a to z, digits and underscores (claims: a capital and two digits; "
    "parameters: words joined by dots)."
)
_LIMITS = {
    "greater_than": ("above", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("below", "lt"),
    "less_than_equal": ("at most", "le"),
}
_KINDS = {
    "float": ("not_a_number", "not a number", "Write a number such as 12 or 0.5, without a unit."),
    "finite": ("not_a_number", "not a finite number", "Write a number such as 12 or 0.5."),
    "int": ("not_a_number", "not a whole number", "Write a whole number such as 12."),
    "bool": ("not_a_truth_value", "neither true nor false", "Write true or false."),
    "date": ("not_a_date", "not a day of the calendar", "Write the day as 2016-08-08."),
    "value_error": ("not_a_date", "not a day of the calendar", "Write the day as 2016-08-08."),
    "string": ("not_a_text", "not a text", "Put the value in quotation marks."),
    "tuple": ("not_a_list", "not a list", "Write a list: each entry on a line after a dash."),
    "too_short": ("not_a_list", "a list without entries", "Add at least one entry."),
    "model": ("not_a_mapping", "not a mapping of fields", "Write fields with names and values."),
    "dict": ("not_a_mapping", "not a mapping of fields", "Write fields with names and values."),
}


def _shown(value: object) -> str:
    """Return a wrong value as a message shows it, shortened."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = "nothing" if value is None else repr(value)
    if not isinstance(value, str | int | float | bool | None):
        text = str(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."
