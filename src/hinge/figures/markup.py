"""Markup that cannot be broken by what a scenario says: plain text is escaped, always.

``tag("p", "a < b")`` escapes its text; only what ``tag`` itself returned, a
``Markup``, passes unchanged. There is no other way in.
"""

from __future__ import annotations

import html
import math

VOID = frozenset({"meta", "br", "hr", "link", "img"})


class Markup(str):
    """Text that is already markup; made by ``tag``, ``join`` and nothing else."""

    __slots__ = ()


def escape(text: str) -> Markup:
    """Return text with every character that means something in markup replaced.

    >>> escape("<b>&")
    '&lt;b&gt;&amp;'
    """
    return text if isinstance(text, Markup) else Markup(html.escape(text, quote=True))


def join(*parts: str, by: str = "") -> Markup:
    """Return the parts side by side, each escaped unless it is markup already."""
    return Markup(by.join(escape(part) for part in parts))


def number(value: float) -> str:
    """Return a coordinate with at most two decimals and no trailing zeros.

    >>> number(3.0), number(2.504), number(-0.001)
    ('3', '2.5', '0')
    """
    if not math.isfinite(value):
        raise ValueError(f"a picture cannot hold the number {value}")
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def tag(name: str, /, *children: str, **attributes: str | float | None) -> Markup:
    """Return an element; ``None`` leaves an attribute out, ``class_`` and ``data_id`` lose their underscores.

    >>> tag("p", "a < b", class_="note")
    '<p class="note">a &lt; b</p>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{join(*children)}</{name}>")


def _value(value: str | float) -> str:
    """Return an attribute's value, escaped."""
    return escape(value) if isinstance(value, str) else number(value)
