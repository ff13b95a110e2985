"""The frame of a page that is one file: policy, style, data, scripts; and the text that stands in it.

The policy lets the browser use the style sheets and scripts of the page itself,
each by its hash, and nothing else: no other script, no image, no request. Data
stand in elements that no browser runs, with ``<`` escaped, so that no text of a
scenario can end them.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from hinge.figures.markup import Markup, tag

MARK = (
    "const marks = document.documentElement.classList;"
    'marks.add("js");'
    'addEventListener("error", () => marks.remove("js"));'
)
"""Runs before the page is drawn: the style sheet leaves room for what scripts will draw.

Where a script fails the mark goes, and the page reads as it does without scripts.
"""


def document(
    title: str,
    *body: str,
    styles: Sequence[str],
    scripts: Sequence[str] = (),
    data: Mapping[str, Any] | None = None,
) -> str:
    """Return a whole page as HTML.

    ``styles``: texts of style sheets; ``scripts``: texts of module scripts, run in this
    order after the page is read; ``data``: what they read, by the id of its element.
    """
    first = [MARK] if scripts else []
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hashes([*first, *scripts])}",
            f"style-src {_hashes(styles)}",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", title),
        *(tag("script", Markup(text)) for text in first),
        *(tag("style", Markup(text)) for text in styles),
    )
    kept = [
        tag("script", Markup(as_data(value)), type="application/json", id=name)
        for name, value in (data or {}).items()
    ]
    run = [tag("script", Markup(text), type="module") for text in scripts]
    return f"<!doctype html>\n{tag('html', head, tag('body', *body, *kept, *run), lang='en')}\n"


def as_data(value: Any) -> str:
    r"""Return a value as JSON that may stand inside an element: no ``<``, no line ends of other alphabets.

    >>> as_data({"a": "</script>"})
    '{"a":"\\u003c/script>"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for mark in ("<", "\u2028", "\u2029"):
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _hashes(texts: Sequence[str]) -> str:
    """Return what a policy says of these texts: their hashes, or that there are none."""
    return " ".join(f"'sha256-{sha256(text)}'" for text in texts) or "'none'"


def sha256(text: str) -> str:
    """Return the hash of a text as a policy wants it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
