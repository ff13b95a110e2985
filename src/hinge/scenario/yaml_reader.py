"""YAML from strangers: a small, exact part of the language, with the line of every value.

libyaml's event stream (PyYAML's C loader) is turned into plain values by a loop
of our own. Nothing is constructed from tags, and nothing recurses, so that a
file nested a million deep costs no stack. Refused: tags, anchors, aliases,
merge keys, duplicate keys, keys that are not text, several documents, deep
nesting, a file that is too large or not UTF-8.

Plain scalars mean what YAML 1.2 says, and a day is a date:

- ``true`` and ``false`` are the only truth values; ``yes``, ``no``, ``on`` are text;
- ``null``, ``~`` and nothing at all are empty;
- ``12``, ``-3``, ``0.5``, ``1e6`` are numbers; ``012``, ``0x1f``, ``1_000``, ``12:30`` are text;
- ``2016-08-08`` is a date; everything in quotes is text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from hinge.errors import InputError, Place, Problem
from hinge.scenario.text_bytes import decode

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_PROBLEMS = 100  # of one file; whoever has more has one cause for them

Plain = dict[str, Any] | list[Any] | str | int | float | bool | dt.date | None
Path = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True)
class Document:
    """A file as plain values; ``lines`` gives the line of every value by its path."""

    file: str
    value: Plain
    lines: dict[Path, int]

    def line_of(self, path: Path) -> int:
        """Return the line of the value at ``path``, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


@dataclass
class _Open:
    """A mapping or list still being read: its path, its values, the key that waits for a value."""

    path: Path
    values: dict[str, Any] | list[Any]
    key: str | None = None


@dataclass
class _Reading:
    """What has been read of one file so far."""

    file: str
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    root: Plain = None
    documents: int = 0

    def refuse(self, rule: str, line: int, what: str, why: str, do: str) -> None:
        """Note a mistake on a line."""
        self.problems.append(Problem(rule, what, why, do, Place(self.file, line)))


def read_yaml(data: bytes, file: str) -> Document:
    """Return the plain values of a YAML file; raise InputError with every refusal found."""
    text = decode(data, file, MAX_BYTES)
    reading = _Reading(file)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            _take(reading, event)
            if len(reading.problems) >= MAX_PROBLEMS:
                break
            if len(reading.open) > MAX_DEPTH:
                reading.refuse(
                    "yaml_depth",
                    _line(event),
                    f"Values are nested more than {MAX_DEPTH} deep.",
                    "No record of a scenario is that deep, so the file is not one.",
                    "Close the brackets, or put the values where they belong.",
                )
                break
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reading.refuse(
            "yaml_syntax",
            mark.line + 1 if mark else _line_of_position(text, getattr(error, "position", None)),
            f"This is not YAML: {_reason(error)}.",
            "The rest of the file cannot be read.",
            "Look at the indentation, the quotes and the colons here and on the line above.",
        )
    if reading.problems:
        raise InputError(reading.problems)
    return Document(file, reading.root, reading.lines)


def _take(reading: _Reading, event: yaml.Event) -> None:
    """Take one event of the stream into the values read so far."""
    _refuse_forbidden(reading, event)
    if isinstance(event, yaml.DocumentStartEvent):
        reading.documents += 1
        if reading.documents > 1:
            reading.refuse(
                "yaml_documents",
                _line(event),
                "A second document starts here.",
                "One file holds one document, what follows would never be read.",
                "Remove the line of three dashes or make a second file.",
            )
    elif isinstance(event, yaml.ScalarEvent):
        _place(reading, event, _scalar(event))
    elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
        values: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = _place(reading, event, values)
        reading.open.append(_Open(path, values))
    elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
        reading.open.pop()


def _place(reading: _Reading, event: yaml.NodeEvent, value: Any) -> Path:
    """Put a value where it belongs (or keep it as the key of the next); return its path."""
    if not reading.open:
        reading.root = value
        reading.lines[()] = _line(event)
        return ()
    around = reading.open[-1]
    if isinstance(around.values, list):
        path = (*around.path, len(around.values))
        around.values.append(value)
    elif around.key is None:
        around.key = _key(reading, event, around)
        path = (*around.path, around.key)
    else:
        path = (*around.path, around.key)
        around.values[around.key] = value
        around.key = None
        return path
    reading.lines[path] = _line(event)
    return path


def _key(reading: _Reading, event: yaml.NodeEvent, around: _Open) -> str:
    """Return the text of a key; note one that is no text, merges, or stands twice."""
    key = event.value if isinstance(event, yaml.ScalarEvent) else "?"
    if not isinstance(event, yaml.ScalarEvent):
        reading.refuse(
            "yaml_key",
            _line(event),
            "A key is a list or a mapping.",
            "Fields have names, and a name is a word.",
            "Write the field's name before the colon.",
        )
    elif key == "<<" and not event.style:
        reading.refuse(
            "yaml_merge",
            _line(event),
            "The merge key << is used.",
            "A reader could no longer see a record's values where the record stands.",
            "Write the values out.",
        )
    elif key in around.values:
        reading.refuse(
            "yaml_duplicate_key",
            _line(event),
            f"The key {key} stands twice in one mapping.",
            "One of the two values would silently be lost.",
            "Keep one of them.",
        )
    return key


def _refuse_forbidden(reading: _Reading, event: yaml.Event) -> None:
    """Note tags, anchors and aliases."""
    if isinstance(event, yaml.AliasEvent):
        reading.refuse(
            "yaml_alias",
            _line(event),
            f"The alias *{event.anchor} is used.",
            "A value must stand where it is read; a few aliases can also blow up to gigabytes.",
            "Write the value out.",
        )
        _place(reading, event, None)
    elif isinstance(event, yaml.NodeEvent):
        if event.anchor:
            reading.refuse(
                "yaml_anchor",
                _line(event),
                f"The anchor &{event.anchor} is used.",
                "A value must stand where it is read, so anchors have no use here.",
                f"Remove &{event.anchor}.",
            )
        tag = getattr(event, "tag", None)
        if tag:
            reading.refuse(
                "yaml_tag",
                _line(event),
                f"The tag {tag} is used.",
                "Tags can ask a reader to run code, so a scenario has none.",
                "Remove the tag and write a plain value.",
            )


def _scalar(event: yaml.ScalarEvent) -> str | int | float | bool | dt.date | None:
    """Return what a scalar means; what is quoted or written as a block is text."""
    text = str(event.value)
    if event.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    return _day(text) if _DAY.fullmatch(text) else text


def _day(text: str) -> dt.date | str:
    """Return the day, or the text of a day that no calendar has: its record will say so."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text


def _line(event: yaml.Event) -> int:
    """Return the line (from 1) on which an event starts."""
    return int(event.start_mark.line) + 1 if event.start_mark else 1


def _line_of_position(text: str, position: int | None) -> int:
    """Return the line (from 1) of a position in the text; 1 where there is none."""
    return text.count("\n", 0, position) + 1 if position else 1


def _reason(error: yaml.YAMLError) -> str:
    """Return the parser's own short reason."""
    parts = [getattr(error, name, None) for name in ("context", "problem", "reason")]
    return ", ".join(str(part) for part in parts if part) or "it cannot be parsed"


def with_lines(document: Document) -> Plain:
    """Return the values with ``line`` added to every mapping, so that each record knows its place.

    Raises InputError where a file gives ``line`` itself.
    """
    clashes = [path for path in document.lines if path and path[-1] == "line"]
    if clashes:
        raise InputError(
            [
                Problem(
                    "unknown_field",
                    "The field line is set by the reader.",
                    "It says where a record stands, so a file cannot choose it.",
                    "Remove the field.",
                    Place(document.file, document.line_of(path), "line"),
                )
                for path in clashes
            ]
        )
    for path, mapping in _mappings((), document.value):
        mapping["line"] = document.line_of(path)
    return document.value


def _mappings(path: Path, value: Plain) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield every mapping in ``value`` with its path."""
    if isinstance(value, dict):
        for key, part in list(value.items()):
            yield from _mappings((*path, key), part)
        yield path, value
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _mappings((*path, number), part)
