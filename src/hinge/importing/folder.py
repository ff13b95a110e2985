"""The folder of an import: rows as a scenario keeps them, and their provenance; all of it or nothing."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from hinge import __version__
from hinge.errors import Place
from hinge.importing.asked import Asked, Imported, plain_window
from hinge.importing.local_file import refused
from hinge.scenario.records import Observation

COLUMNS = (
    "id", "observable", "area", "date_start", "date_end", "value", "low", "high", "unit",
    "who_says", "true_on", "known_on", "source", "note",
)  # fmt: skip
FILES = ("observations.csv", "outcomes.csv", "provenance.json", "PROVENANCE.md")


def write_import(imported: Imported, asked: Asked, out: Path) -> dict[str, Any]:
    """Write the folder of an import and return its provenance; raise InputError if it cannot be.

    Rows over by the assessment date go to ``observations.csv``, later ones to
    ``outcomes.csv``. The folder appears whole under its name or not at all, and
    never replaces one that holds anything.
    """
    assessed = asked.scenario.head.assessment_date
    early = [row for row in imported.rows if (row.date_end or row.date_start) <= assessed]
    late = [row for row in imported.rows if (row.date_end or row.date_start) > assessed]
    tables = {FILES[0]: table_text(early), FILES[1]: table_text(late)}
    said = provenance(imported, asked) | {
        "files": {
            name: {"rows": len(rows), "sha256": _sha(tables[name].encode())}
            for name, rows in zip(FILES, (early, late), strict=False)
        },
        "known_after_assessment": sum(
            row.known_on is not None and row.known_on > assessed for row in imported.rows
        ),
    }
    texts = tables | {
        FILES[2]: json.dumps(said, indent=2, ensure_ascii=False, sort_keys=True) + "\n",
        FILES[3]: page(said),
    }
    out = Path.cwd() / out  # ``.`` has no name of its own
    pending = out.parent / f"{out.name}.{os.getpid()}.pending"
    try:
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise refused(
                "folder_in_use",
                Place(out.name or str(out)),
                "Something lies there already.",
                "Rows of a scenario or of another import would be overwritten.",
                "Choose a new folder with --out.",
            )
        pending.mkdir(parents=True)
        for name, text in texts.items():
            with (pending / name).open("w", encoding="utf-8", newline="\n") as handle:
                handle.write(text)
                handle.flush()
                os.fsync(handle.fileno())
        if out.is_dir():
            out.rmdir()
        pending.rename(out)
    except (OSError, ValueError) as error:
        raise refused(
            "cannot_write",
            Place(out.name or str(out)),
            f"The folder cannot be written: {getattr(error, 'strerror', None) or error}.",
            "The rows would be lost.",
            "Choose another folder with --out, or free some space.",
        ) from None
    finally:
        shutil.rmtree(pending, ignore_errors=True)
    return said


def table_text(rows: Iterable[Observation]) -> str:
    """Return rows as the text of a table with the columns of observations.csv."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = (getattr(row, column) for column in COLUMNS)
        writer.writerow(["" if cell is None else str(cell) for cell in cells])
    return text.getvalue()


def provenance(imported: Imported, asked: Asked) -> dict[str, Any]:
    """Return where rows come from, under which terms, by which rules, and what was left out."""
    terms = imported.terms
    return {
        "hinge": __version__,
        "reader": imported.reader,
        "layout": imported.layout,
        "scenario": asked.scenario.head.id,
        "assessment_date": asked.scenario.head.assessment_date.isoformat(),
        "file": {
            "name": imported.fingerprint.name,
            "bytes": imported.fingerprint.bytes,
            "sha256": imported.fingerprint.sha256,
        },
        "licence": terms.licence,
        "licence_basis": terms.basis,
        "citation": terms.citation,
        "got": terms.got,
        "edition": terms.edition or "not said",
        "released": asked.released.isoformat() if asked.released else "row by row",
        "window": plain_window(asked),
        "by": asked.by if imported.reader == "ucdp" else "as dated",
        "place_map": _file(asked.place_map),
        "actor_map": _file(asked.actor_map),
        "outlines": asked.outlines,
        "rules": list(imported.rules),
        "caveats": list(imported.caveats),
        "rows": imported.ledger.plain(),
        "totals": imported.totals,
    }


def page(said: dict[str, Any]) -> str:
    """Return the provenance as a page to read."""
    rows, window = said["rows"], said["window"]
    lines = [
        f"# Where these rows come from: {_one(said['file']['name'])}",
        "",
        f"- Citation: {_one(said['citation'])}",
        f"- Licence: {_one(said['licence'])} ({said['licence_basis']})",
        f"- Edition: {_one(said['edition'])}; public since: {said['released']}",
        f"- Got from: {_one(said['got'])}",
        f"- File: {said['file']['bytes']:,} bytes, SHA-256 `{said['file']['sha256']}`",
        (
            f"- Read by Hinge {said['hinge']} (`hinge import {said['reader']}`, layout: "
            f"{said['layout']}) for the scenario {said['scenario']}"
        ),
        (
            f"- Window: {window['from']} to {window['to']}, {said['by']}; assessed "
            f"{said['assessment_date']}"
        ),
        *(f"- {name}: {told['rows']:,} rows" for name, told in said["files"].items()),
        "",
        "## Rules",
        "",
        *(f"- {rule}" for rule in said["rules"]),
        "",
        "## What to keep in mind",
        "",
        *(f"- {caveat}" for caveat in said["caveats"]),
        "",
        "## Rows",
        "",
        f"{rows['read']:,} read, {rows['used']:,} used"
        + (f" with {rows['deaths_used']:,} deaths." if said["reader"] == "ucdp" else "."),
    ]
    for title, key in (
        ("Left out", "left_out"),
        ("Used, with a remark", "remarks"),
        ("Places that stand for no area", "unmapped_places"),
        ("Names that stand for no side", "unmapped_actors"),
    ):
        if rows[key]:
            lines += ["", f"### {title}", "", *_table(rows[key], deaths=said["reader"] == "ucdp")]
    if rows["cells_like_formulas"]:
        lines += [
            "",
            (
                f"{rows['cells_like_formulas']} cells begin as a formula would; they are text and were "
                "kept. Open the tables as text in a spreadsheet."
            ),
        ]
    return "\n".join(lines) + "\n"


def _table(groups: dict[str, Any], *, deaths: bool) -> Iterator[str]:
    """Yield the lines of a table of rows in groups, with their deaths where rows have any."""
    columns = ["what", "rows", *(["deaths"] if deaths else []), "first lines"]
    yield f"| {' | '.join(columns)} |"
    yield f"| {' | '.join('---' for _ in columns)} |"
    for name, one in groups.items():
        count = f"{one['rows']:,}"
        told = [f"{one['deaths']:,}"] if deaths else []
        at = ", ".join(str(line) for line in one["lines"])
        yield f"| {' | '.join([_one(name), count, *told, at])} |"


def _file(path: Path | None) -> dict[str, str] | None:
    """Return name and hash of a map; None if there was none."""
    return {"name": path.name, "sha256": _sha(path.read_bytes())} if path else None


def _sha(data: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def _one(text: str) -> str:
    """Return text for one line or cell of a page: no line ends, no marks of a table or of HTML."""
    for mark, word in (("\n", " "), ("\r", " "), ("|", "/"), ("<", "&lt;"), ("`", "'")):
        text = text.replace(mark, word)
    return text
