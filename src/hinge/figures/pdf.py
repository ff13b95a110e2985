"""A PDF in one order: the same objects, numbered as they are reached from the first page.

What draws our PDFs writes the fonts of a page in an order that changes from run
to run. Here the objects are taken apart, named resources are sorted, and all
is numbered anew from the catalogue on, so that the same figure gives the same bytes.
"""

from __future__ import annotations

import re
from itertools import pairwise

_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_NAMED = re.compile(rb"^\s*/\S+ \d+ 0 R$")
_STREAM = b"\nstream\n"
_ENTRY = re.compile(rb"(\d{10}) \d{5} n")


def in_order(pdf: bytes) -> bytes:
    """Return the same document with its objects in the order in which they are reached.

    ValueError for a file without a plain table of its objects, which no picture of ours is.
    """
    objects, head, root = _taken_apart(pdf)
    sorted_ = {number: _sorted(*_split(body)) for number, body in objects.items()}
    order: list[int] = []
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if number in order:
            continue
        order.append(number)
        inside = [int(found[1]) for found in _REFERENCE.finditer(sorted_[number][0])]
        waiting += reversed(inside)
    new = {old: at for at, old in enumerate(order, start=1)}

    def renamed(found: re.Match[bytes]) -> bytes:
        return b"%d 0 R" % new[int(found[1])]

    out, offsets = bytearray(head), []
    for old in order:
        words, stream = sorted_[old]
        offsets.append(len(out))
        out += b"%d 0 obj\n" % new[old] + _REFERENCE.sub(renamed, words) + stream + b"\nendobj\n\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(order) + 1)
    out += b"".join(b"%010d 00000 n\r\n" % offset for offset in offsets)
    out += b"trailer\n<<\n  /Size %d\n  /Root 1 0 R\n>>\nstartxref\n%d\n%%%%EOF" % (
        len(order) + 1,
        start,
    )
    return bytes(out)


def _taken_apart(pdf: bytes) -> tuple[dict[int, bytes], bytes, int]:
    """Return the objects by number, what stands before the first, and the number of the catalogue."""
    table = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", pdf)
    root = re.search(rb"/Root (\d+) 0 R", pdf[int(table[1]) :] if table else b"")
    if table is None or root is None or not pdf.startswith(b"xref", int(table[1])):
        raise ValueError("this PDF has no plain table of its objects")
    end = int(table[1])
    offsets = sorted(int(found[1]) for found in _ENTRY.finditer(pdf, end))
    objects: dict[int, bytes] = {}
    for first, after in pairwise([*offsets, end]):
        number, body = re.split(rb" 0 obj\s", pdf[first:after], maxsplit=1)
        objects[int(number)] = body[: body.rindex(b"endobj")].rstrip(b"\r\n")
    return objects, pdf[: offsets[0]], int(root[1])


def _split(body: bytes) -> tuple[bytes, bytes]:
    """Return the words of an object, and its stream with the mark before it."""
    words, mark, stream = body.partition(_STREAM)
    return words, mark + stream


def _sorted(words: bytes, stream: bytes) -> tuple[bytes, bytes]:
    """Return an object with neighbouring named references in the order of their names."""
    lines: list[bytes] = []
    run: list[bytes] = []
    for line in [*words.split(b"\n"), b""]:
        if _NAMED.match(line):
            run.append(line)
            continue
        lines += [*sorted(run), line]
        run = []
    return b"\n".join(lines[:-1]), stream
