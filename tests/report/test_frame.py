"""The frame of a page: a policy of hashes, data that cannot get out of their element."""

import json

from hinge.report.frame import as_data, document, sha256
from page_reading import read

HOSTILE = "</script><script>alert(1)</script><!--<script>\u2028\u2029"


def test_data_come_out_as_they_went_in_and_hold_no_markup() -> None:
    text = as_data({"name": HOSTILE, "share": 0.25, "none": None})
    assert json.loads(text) == {"name": HOSTILE, "share": 0.25, "none": None}
    assert "<" not in text
    assert not {"\u2028", "\u2029"} & set(text)


def test_a_page_without_scripts_may_run_none() -> None:
    root = read(document("A page", styles=["a{}"]))
    policy = next(m.attributes["content"] for m in root.all("meta") if "http-equiv" in m.attributes)
    assert "script-src 'none'" in policy
    assert f"style-src 'sha256-{sha256('a{}')}'" in policy
    assert not root.all("script")


def test_every_script_of_a_page_is_named_by_its_hash() -> None:
    root = read(document("A page", styles=[], scripts=["one();\n", "two();\n"], data={"d": 1}))
    policy = next(m.attributes["content"] for m in root.all("meta") if "http-equiv" in m.attributes)
    for text in ("one();\n", "two();\n"):
        assert f"'sha256-{sha256(text)}'" in policy
    assert sha256("1") not in policy
