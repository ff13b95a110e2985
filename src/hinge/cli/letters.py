"""Letters beyond ASCII, and what stands for them where an output cannot carry them.

Tables have circles, dashes and small bars. An output in another encoding than
UTF-8 (an old console, ``PYTHONIOENCODING=ascii``) would end in an error; it gets
one plain letter for each instead, so that columns stay where they are.
"""

from __future__ import annotations

import codecs
from typing import TextIO

BARS = "▁▂▃▄▅▆▇█"
PLAIN_BARS = "_.:-=+*#"
PLAIN = dict(zip(BARS, PLAIN_BARS, strict=True)) | {
    "●": "@", "◕": "3", "◑": "2", "◔": "1", "○": "o",
    "━": "=", "─": "-", "│": "|", "┃": "|", "┈": ".", "·": ".", "…": "~",
    "–": "-", "—": "-", "−": "-", "→": ">", "±": "~", "×": "x", "≥": ">", "≤": "<",
    "“": '"', "”": '"', "‘": "'", "’": "'", "▲": "^", "▼": "v", "\u00a0": " ",
    "▏": "#", "▎": "#", "▍": "#", "▌": "#", "▋": "#", "▊": "#", "▉": "#",
}  # fmt: skip
"""One plain letter for each; what is not in it becomes a question mark."""

HANDLER = "hinge.plain"


def plain(text: str) -> str:
    """Return a text in ASCII, letter for letter.

    >>> plain("◕ 84 (81–87) ▁▄█")
    '3 84 (81-87) _-#'
    """
    return "".join(letter if letter.isascii() else PLAIN.get(letter, "?") for letter in text)


def make_readable(stream: TextIO) -> None:
    """Let a stream write plain letters where its encoding has none of ours; else leave it as it is."""
    if carries(stream):
        return
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors=HANDLER)


def carries(stream: TextIO) -> bool:
    """Return whether a stream's encoding has our letters; yes where it does not name one."""
    encoding = getattr(stream, "encoding", None)
    if not encoding:
        return True
    try:
        "".join(PLAIN).encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _replaced(error: UnicodeError) -> tuple[str, int]:
    """Return plain letters for those that cannot be written, as ``codecs`` asks for it."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plain(error.object[error.start : error.end]), error.end


codecs.register_error(HANDLER, _replaced)
