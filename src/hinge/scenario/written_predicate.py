"""A predicate that somebody writes outside a claim file, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from hinge.errors import InputError, Place, Problem
from hinge.scenario.predicate_records import Predicate


def predicate_of(written: Mapping[str, Any]) -> Predicate:
    """Return the predicate that is written as in a claim file; InputError with every mistake in it."""
    try:
        found: Predicate = TypeAdapter(Predicate).validate_python(written)
    except ValidationError as error:
        raise InputError(
            [
                Problem(
                    "predicate",
                    f"The predicate cannot be read: {part['msg']}.",
                    "It is written as in a claim file.",
                    "Compare it with the predicates in claims/*.yaml.",
                    Place("predicate", 0, ".".join(str(step) for step in part["loc"])),
                )
                for part in error.errors()
            ]
        ) from error
    return found
