"""Bytes from strangers to text: bounded in size, UTF-8, no control characters."""

from __future__ import annotations

import re

from hinge.errors import InputError, Place, Problem

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def decode(data: bytes, file: str, limit: int) -> str:
    """Return the text of a file; a byte order mark at its start is dropped.

    Raises InputError if it is larger than ``limit`` bytes, not UTF-8, or holds
    control characters other than tab and line ends.
    """
    if len(data) > limit:
        raise InputError([too_large(file, limit)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            [
                Problem(
                    "encoding",
                    f"The byte 0x{data[error.start]:02x} on this line is not UTF-8.",
                    "In another encoding names and quotations would be read as other letters.",
                    "Save the file as UTF-8 (in a spreadsheet: CSV UTF-8).",
                    Place(file, line),
                )
            ]
        ) from None
    found = _CONTROL.search(text)
    if found:
        raise InputError(
            [
                Problem(
                    "control_character",
                    f"The line holds the control character 0x{ord(found.group()):02x}.",
                    "No editor writes it on purpose, so the file is damaged or not text.",
                    "Remove the character or save the file again as plain text.",
                    Place(file, text.count("\n", 0, found.start()) + 1),
                )
            ]
        )
    return text


def too_large(file: str, limit: int) -> Problem:
    """Return the problem of a file larger than ``limit`` bytes."""
    return Problem(
        "file_too_large",
        f"The file is larger than {limit:,} bytes.",
        "No scenario needs that much here, and reading it could take all memory.",
        "Shorten the file, or check that the right file lies here.",
        Place(file),
    )
