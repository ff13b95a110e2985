"""Tables of battles for tests: the shipped one as rows, and files written from rows."""

import csv
import io
from collections.abc import Callable, Sequence

from hinge.audits.battle_file import SHIPPED
from hinge.audits.table_file import shipped_bytes

Row = dict[str, str]


def shipped_rows() -> list[Row]:
    return list(csv.DictReader(io.StringIO(shipped_bytes(*SHIPPED).decode())))


def as_bytes(rows: Sequence[Row], columns: Sequence[str] = ()) -> bytes:
    text = io.StringIO()
    names = list(columns or rows[0])
    writer = csv.DictWriter(text, names, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def changed(change: Callable[[Row], Row]) -> bytes:
    return as_bytes([change(dict(row)) for row in shipped_rows()])


def foreign(rows: Sequence[Row]) -> list[Row]:
    """The same battles under ids that no shipped battle has."""
    return [
        row | {"isqno": f"x{row['isqno']}", "parent": f"x{row['parent']}" if row["parent"] else ""}
        for row in rows
    ]
