"""Markup is made by elements alone; any other text is only text."""

import math

import pytest

from hinge.figures.markup import escape, join, number, tag


def test_text_is_escaped_and_elements_are_not() -> None:
    assert tag("p", "a < b & c", tag("b", '"x"')) == "<p>a &lt; b &amp; c<b>&quot;x&quot;</b></p>"


def test_an_attribute_cannot_end_early() -> None:
    assert tag("p", title='"><script>') == '<p title="&quot;&gt;&lt;script&gt;"></p>'


def test_what_is_escaped_is_not_escaped_twice() -> None:
    assert join(escape("<"), "<") == "&lt;&lt;"


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_picture_refuses_what_is_no_number(value: float) -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        number(value)
