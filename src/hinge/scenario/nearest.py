"""Suggest what a writer may have meant: the nearest of the known names."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

LISTED = 8  # so many names are listed when none is near


def suggest(wrong: str, known: Iterable[str]) -> str:
    """Return ``(nearest: a09)``, or the known names when none is near, or ``(there is none)``."""
    names = sorted({name for name in known if name})
    near = difflib.get_close_matches(wrong, names, n=1, cutoff=0.5)
    if near:
        return f"(nearest: {near[0]})"
    if not names:
        return "(there is none yet)"
    if len(names) > LISTED:
        return f"(known: {', '.join(names[:LISTED])} and {len(names) - LISTED} more)"
    return f"(known: {', '.join(names)})"
