"""The small tables of the page: titles, rows, and a frame that scrolls where the screen is narrower."""

from __future__ import annotations

from collections.abc import Sequence

from hinge.figures.markup import Markup, join, tag


def small_table(
    titles: Sequence[str], rows: Sequence[Markup], kind: str, words: int | None = None
) -> Markup:
    """Return a table of rows under titles; ``kind``: its class in the style sheet.

    ``words``: how many of the first columns hold words, the others numbers; all where None.
    """
    first = len(titles) if words is None else words
    head = [
        tag("th", title, scope="col", class_=None if column < first else "number")
        if title
        else tag("td")
        for column, title in enumerate(titles)
    ]
    parts = (tag("thead", tag("tr", *head)), tag("tbody", *rows))
    named = ", ".join(title for title in titles if title)
    return tag(
        "div",
        tag("table", *parts, class_=f"small {kind}"),
        class_="scroll",
        tabindex="0",
        role="group",
        aria_label=f"Table: {named}",
    )


def folded_table(
    titles: Sequence[str],
    rows: Sequence[Markup],
    kind: str,
    words: int | None = None,
    *,
    shown: int,
) -> Markup:
    """Return a table of the first rows; the rest unfolds under it, with the same titles."""
    if len(rows) <= shown + 1:
        return small_table(titles, rows, kind, words)
    rest = small_table(titles, rows[shown:], kind, words)
    more = tag("details", tag("summary", f"{len(rows) - shown} more"), rest, class_="rest")
    return join(small_table(titles, rows[:shown], kind, words), more)
