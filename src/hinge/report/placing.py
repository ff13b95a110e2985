"""Where a section puts its figures: the page decides how, the section says which and where."""

from __future__ import annotations

from collections.abc import Callable

from hinge.figures.figure import Figure
from hinge.figures.markup import Markup

Place = Callable[[Figure], Markup]
"""Takes a figure into the page and returns the markup that stands for it at that spot."""
