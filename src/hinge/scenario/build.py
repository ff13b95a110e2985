"""Files to records: parse each one, build its records, and turn refusals into problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from hinge.errors import InputError, Place, Problem
from hinge.scenario.csv_reader import MAX_PROBLEMS, read_csv
from hinge.scenario.fields import Record
from hinge.scenario.file_records import SCHEMA
from hinge.scenario.nearest import suggest
from hinge.scenario.wording import problem_of
from hinge.scenario.yaml_reader import Document, Path, read_yaml, with_lines

R = TypeVar("R", bound=Record)
FieldLines = dict[tuple[int, str], int]  # line of a record (0: the file), field -> its own line


def table(data: bytes, file: str, record: type[R]) -> tuple[R, ...]:
    """Return the records of a CSV table, in file order; raise InputError with all mistakes."""
    raw = read_csv(data, file, record)
    names = [name for name in record.model_fields if name != "line"]
    rows: list[R] = []
    problems: list[Problem] = []
    for row in raw.rows:
        if len(problems) >= MAX_PROBLEMS:
            break
        try:
            rows.append(record.model_validate(row))
        except ValidationError as error:
            for detail in _details(error):
                field = str(detail["loc"][0]) if detail["loc"] else ""
                problems.append(problem_of(detail, Place(file, row["line"], field), names))
    if problems:
        raise InputError(problems)
    return tuple(rows)


def document(
    data: bytes, file: str, record: type[R], extra: dict[str, str] | None = None
) -> tuple[R, FieldLines]:
    """Return the record of a YAML file and the lines of its fields.

    ``extra`` are fields that the loader sets and the file must not. Raises
    InputError with all mistakes.
    """
    read = read_yaml(data, file)
    _check_schema(read, extra or {})
    value = with_lines(read)
    if not isinstance(value, dict):
        raise TypeError(file)  # ruled out by _check_schema
    try:
        return record.model_validate(value | (extra or {})), _field_lines(read)
    except ValidationError as error:
        raise InputError(
            [
                problem_of(detail, _place(read, detail["loc"]), _field_names())
                for detail in _details(error)[:MAX_PROBLEMS]
            ]
        ) from None


def _field_lines(read: Document) -> FieldLines:
    """Return the line of every field by the line of the record it belongs to."""
    lines: FieldLines = {}
    for path, line in read.lines.items():
        if path and isinstance(path[-1], str):
            around = path[:-1]
            lines.setdefault((read.lines[around], path[-1]), line)
            if not around:
                lines[0, path[-1]] = line
    return lines


def _details(error: ValidationError) -> list[ErrorDetails]:
    """Return the single errors of a refusal, without links into pydantic's manual."""
    return error.errors(include_url=False)


def _check_schema(read: Document, extra: Iterable[str]) -> None:
    """Raise InputError unless the file is a mapping that names a known schema version."""
    if not isinstance(read.value, dict):
        raise InputError(
            [
                Problem(
                    "not_a_mapping",
                    "The file is not a mapping of fields.",
                    "Its values have no names.",
                    f"Start with the line schema: {SCHEMA} and go on with the fields.",
                    Place(read.file, read.line_of(())),
                )
            ]
        )
    for name in extra:
        if name in read.value:
            raise InputError(
                [
                    Problem(
                        "unknown_field",
                        f"The field {name} is set by the reader.",
                        "A file cannot choose where it stands.",
                        "Remove the field.",
                        Place(read.file, read.line_of((name,)), name),
                    )
                ]
            )
    version = read.value.get("schema")
    if type(version) is int and version == SCHEMA:
        return
    near = suggest("schema", read.value) if version is None else ""
    what = (
        f"The schema version is missing {near}."
        if version is None
        else (f"The schema version {version!r} is not known.")
    )
    raise InputError(
        [
            Problem(
                "schema_version",
                what,
                "Fields change their meaning between versions, so guessing could misread the file.",
                f"Write schema: {SCHEMA}, or use a release of Hinge that knows the version.",
                Place(read.file, read.line_of(("schema",)), "schema"),
            )
        ]
    )


def _place(read: Document, loc: tuple[int | str, ...]) -> Place:
    """Return where pydantic's path of an error stands in the file.

    Its path also names the chosen kind of a predicate, spread or lever (after
    the mapping it lies in); these steps are left out.
    """
    path: Path = ()
    value: Any = read.value
    entered = False  # whether the last step led into this mapping
    field = ""
    for step in loc:
        is_tag = (
            entered and isinstance(value, dict) and step in {value.get("kind"), value.get("lever")}
        )
        if is_tag:
            entered = False
            continue
        if isinstance(step, str):
            field = step
        path = (*path, step)
        value = _part(value, step)
        entered = isinstance(value, dict)
    return Place(read.file, read.line_of(path), field)


def _part(value: Any, step: int | str) -> Any:
    """Return the part of a mapping or list under a key or number; None where there is none."""
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


@cache
def _field_names() -> tuple[str, ...]:
    """Return the names (in files) of all fields of all records."""
    return tuple(
        sorted(
            {
                info.alias or name
                for record in _records(Record)
                for name, info in record.model_fields.items()
            }
            - {"line", "file"}
        )
    )


def _records(record: type[Record]) -> Iterator[type[Record]]:
    """Yield a record class and all classes made from it."""
    yield record
    for kind in record.__subclasses__():
        yield from _records(kind)
