"""A local table, plain or packed with gzip, read row by row within bounds; nothing in it is executed.

A file is refused when it is no plain file, too large, packed to more than
``MOST_UNPACKED`` times its size, not UTF-8, or not a table of commas. A cell
that a spreadsheet would take for a formula is text like any other.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hinge.errors import InputError, Place, Problem

SMALL = 8_000_000  # bytes of a table coded by hand; the tables of a scenario have the same bound
LARGE = 1_000_000_000  # bytes of an event data set; the world's events of 35 years take a third
MOST_UNPACKED = 100  # times the packed size; tables shrink by 5 to 20, a gzip bomb by 1,000
FREE_UNPACKED = 10_000_000  # bytes that may be unpacked before that ratio is looked at
MAX_LINE = 1_000_000  # bytes
MAX_COLUMNS = 200
SUFFIXES = (".csv", ".csv.gz")

Lines = Iterator[tuple[int, list[str]]]


def refused(rule: str, place: Place, what: str, why: str, do: str) -> InputError:
    """Return the error of one mistake."""
    return InputError([Problem(rule, what, why, do, place)])


@dataclass
class Fingerprint:
    """What was read: name without folder, bytes as they lie on the disk, their SHA-256 (at the end)."""

    name: str
    bytes: int = 0
    sha256: str = ""
    _hash: Any = field(default_factory=hashlib.sha256, repr=False)

    def take(self, data: memoryview) -> None:
        """Count and hash so many bytes."""
        self.bytes += data.nbytes
        self._hash.update(data)

    def close(self) -> None:
        """Set the hash of what was read."""
        self.sha256 = self._hash.hexdigest()


class _Watched(io.RawIOBase):
    """The bytes of a file, fingerprinted as they are read."""

    def __init__(self, raw: io.FileIO, print_of: Fingerprint, limit: int) -> None:
        self.raw, self.print_of, self.limit = raw, print_of, limit

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read into ``buffer``; raise InputError beyond the limit."""
        view = memoryview(buffer)
        count = self.raw.readinto(view) or 0
        self.print_of.take(view[:count])
        if self.print_of.bytes > self.limit:
            raise _too_large(self.print_of.name, self.limit)
        return count


def rows_of(path: Path, fingerprint: Fingerprint, limit: int) -> Lines:
    """Yield the rows with text in them, as stripped cells with their first line; the header first.

    ``fingerprint`` is complete once the last row is out. ``limit``: bytes of
    text at most. Raises InputError for a file that is refused.
    """
    _check_kind(path)
    try:
        with path.open("rb", buffering=0) as raw:
            watched = io.BufferedReader(_Watched(raw, fingerprint, limit), 1 << 16)
            packed = path.name.lower().endswith(".gz")
            stream = gzip.GzipFile(fileobj=watched) if packed else watched
            yield from _rows(_text_lines(stream, fingerprint, limit), fingerprint.name)
            while watched.read(1 << 16):
                pass
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise refused(
            "gzip",
            Place(path.name),
            f"The file cannot be unpacked: {error}.",
            "Rows would be missing at its end.",
            "Get the file again, or unpack it and give the .csv.",
        ) from None
    except OSError as error:
        raise refused(
            "unreadable",
            Place(path.name),
            f"The file cannot be read: {error.strerror or error}.",
            "There is nothing to import.",
            "Check its name and that you may read it.",
        ) from None
    fingerprint.close()


def small_table(path: Path) -> tuple[Fingerprint, list[tuple[int, list[str]]]]:
    """Return the fingerprint and all rows of a table coded by hand, the header first."""
    fingerprint = Fingerprint(path.name)
    rows = list(rows_of(path, fingerprint, SMALL))
    if not rows:
        raise no_header(path.name)
    return fingerprint, rows


def no_header(name: str) -> InputError:
    """Return the error of an empty table."""
    return refused(
        "header",
        Place(name),
        "The table is empty.",
        "Without column names no value has a meaning.",
        "Check that this is the right file.",
    )


def _check_kind(path: Path) -> None:
    """Raise InputError unless the path is a plain file with the name of a table."""
    try:
        plain = stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        plain = False
    if not plain:
        raise refused(
            "no_file",
            Place(path.name or str(path)),
            "There is no such file.",
            "Only files on this machine are read; nothing is fetched.",
            "Download the table first and give its path.",
        )
    if not path.name.lower().endswith(SUFFIXES):
        raise refused(
            "file_kind",
            Place(path.name),
            f"The name ends neither in {' nor in '.join(SUFFIXES)}.",
            "Other kinds of file (archives, workbooks) are not opened.",
            "Unpack the archive, or save the sheet as CSV UTF-8.",
        )


def _text_lines(
    stream: gzip.GzipFile | io.BufferedReader[_Watched], fingerprint: Fingerprint, limit: int
) -> Iterator[str]:
    """Yield the lines of a stream as text; raise InputError beyond the bounds."""
    total = number = 0
    while data := stream.readline(MAX_LINE + 1):
        number += 1
        total += len(data)
        place = Place(fingerprint.name, number)
        if len(data) > MAX_LINE:
            raise refused(
                "line_too_long",
                place,
                f"The line is longer than {MAX_LINE:,} bytes.",
                "No table has such lines, so the file is another kind of file.",
                "Check that the right file lies here, with line ends of its own.",
            )
        if total > limit:
            raise _too_large(fingerprint.name, limit)
        if total > max(FREE_UNPACKED, MOST_UNPACKED * fingerprint.bytes):
            raise refused(
                "gzip_bomb",
                place,
                f"The file unpacks to more than {MOST_UNPACKED} times its size.",
                "Tables shrink far less; such files are made to fill memory.",
                "Get the file from its publisher again.",
            )
        try:
            yield data.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise refused(
                "encoding",
                place,
                f"The byte 0x{data[error.start]:02x} on this line is not UTF-8.",
                "In another encoding names would be read as other letters.",
                "Save the file as UTF-8 (in a spreadsheet: CSV UTF-8).",
            ) from None


def _rows(lines: Iterator[str], name: str) -> Lines:
    """Yield rows of stripped cells, all as wide as the first."""
    reader = csv.reader(lines, strict=True)
    width, start = 0, 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                width = width or _width(stripped, name, start)
                if len(stripped) != width:
                    raise refused(
                        "row_width",
                        Place(name, start),
                        f"The row has {len(stripped)} cells, the header has {width}.",
                        "Its values would stand under the wrong columns.",
                        "Add or remove commas; put text that contains a comma in quotes.",
                    )
                yield start, stripped
            start = reader.line_num + 1
    except csv.Error as error:
        raise refused(
            "csv_syntax",
            Place(name, start),
            f"The row cannot be read: {error}.",
            "From here on cells would stand under the wrong columns.",
            'Close the quotation marks; write a quotation mark inside a cell as "".',
        ) from None


def _width(header: list[str], name: str, line: int) -> int:
    """Return the number of columns; raise InputError if there are too many, or no commas at all."""
    if len(header) > MAX_COLUMNS:
        raise refused(
            "header",
            Place(name, line),
            f"The header has {len(header):,} columns.",
            f"No table that is read here has more than {MAX_COLUMNS}.",
            "Check that the right file lies here.",
        )
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        raise refused(
            "separator",
            Place(name, line),
            "The columns are not separated by commas.",
            "The whole line would be read as one cell.",
            "Save the table again with commas.",
        )
    return len(header)


def _too_large(name: str, limit: int) -> InputError:
    """Return the error of a file larger than ``limit`` bytes."""
    return refused(
        "file_too_large",
        Place(name),
        f"The table is larger than {limit:,} bytes.",
        "Reading it could take all memory.",
        "Cut it down to the country and the years in question.",
    )
