"""The page says what the verdicts say, asks nobody for anything, and cannot be broken by a text."""

import base64
import dataclasses
import hashlib
import os
import re
import socket

import pytest

from hinge.assessed import Assessment, write_page
from hinge.figures.recorded import Course
from hinge.report.content import Content, Provenance
from hinge.report.opening import finding
from hinge.report.page import page
from page_reading import read

HOSTILE = '</td></script><script>alert(1)</script><img src=x onerror="alert(2)">&lt;'


@pytest.fixture(scope="module")
def content(assessment: Assessment) -> Content:
    run = assessment.run
    return Content(
        scenario=assessment.scenario,
        verdicts=assessment.verdicts,
        course=Course(run.arm("baseline")),
        provenance=Provenance(
            "1", 1, "strict", "a" * 64, "b" * 64, run.digest, (("baseline", 128),)
        ),
    )


@pytest.fixture(scope="module")
def root(content: Content):
    return read(page(content))


def test_every_tag_is_closed_where_it_should_be(root) -> None:
    body = [child.tag for child in root.all("body")[0].children]
    assert [tag for tag in body if tag != "script"] == ["a", "header", "nav", "main", "footer"]


def test_there_is_one_row_for_each_verdict_and_it_says_the_same(root, content: Content) -> None:
    rows = {
        row.attributes["data-claim"]: row
        for row in root.all("tr")
        if "data-claim" in row.attributes
    }
    assert sorted(rows) == sorted(verdict["id"] for verdict in content.verdicts)
    for verdict in content.verdicts:
        text = rows[verdict["id"]].text
        assert verdict["sentence"] in text
        assert (verdict["word"] or "") in text
        cells = {
            cell.attributes["class"].split()[0]: cell for cell in rows[verdict["id"]].all("td")
        }
        assert cells["record"].text == verdict["record"]
        if verdict["share"] is not None:
            assert verdict["symbol"] in text
            assert f"{100 * verdict['share']:.0f} of 100" in text
            assert f"n = {verdict['n']:,}" in text  # Node.text folds the fixed spaces
        for hinge in verdict["hinges"]:
            assert hinge["name"] in text


def test_what_parts_from_the_record_stands_before_the_claims(root) -> None:
    order = [section.attributes["id"] for section in root.all("section")]
    assert order == [
        "parted",
        "disputed",
        "claims",
        "sources",
        "campaign",
        "drivers",
        "harm",
        "method",
        "named",
        "left-out",
    ]


def test_every_section_has_a_heading_and_something_under_it(root) -> None:
    for section in root.all("section"):
        heading, *rest = section.children
        assert heading.attributes["id"] == section.attributes["aria-labelledby"]
        assert any(part.text for part in rest)


def test_the_line_of_contents_leads_to_every_section_in_order(root) -> None:
    links = [link.attributes["href"] for link in root.all("nav")[0].all("a")]
    assert links == [f"#{section.attributes['id']}" for section in root.all("section")]


def test_nothing_on_the_page_asks_for_anything(root) -> None:
    for node in [*root.all("html")[0].all("head")[0].all("meta"), *_everything(root)]:
        assert node.tag not in {"link", "img", "iframe", "object", "embed", "base"}
        assert node.tag != "script" or "src" not in node.attributes
        for key, value in node.attributes.items():
            assert not key.startswith("on")
            if key in {"href", "src", "action", "xlink:href", "srcset"}:
                assert value.startswith("#")
            if "url(" in value:
                assert re.fullmatch(r"url\(#[\w-]+\)", value)
    style = root.all("style")[0].text
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_allows_the_page_s_own_styles_and_scripts_and_nothing_else(root) -> None:
    metas = [meta.attributes for meta in root.all("meta")]
    policy = next(m["content"] for m in metas if "http-equiv" in m)
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["style-src"].split() == [hashed(node) for node in root.all("style")]
    run = [node for node in root.all("script") if "json" not in node.attributes.get("type", "")]
    assert rules["script-src"].split() == [hashed(node) for node in run]
    assert {rules[name] for name in ("connect-src", "base-uri", "form-action")} == {"'none'"}
    assert len(rules) == 6
    assert not any("style" in node.attributes for node in _everything(root))


def hashed(node) -> str:
    digest = hashlib.sha256(node.children[0].encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def test_ids_on_the_page_are_unique_and_links_lead_somewhere(root) -> None:
    ids = [node.attributes["id"] for node in _everything(root) if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    links = {node.attributes["href"][1:] for node in root.all("a")}
    assert links <= set(ids)


def test_the_same_inputs_give_the_same_bytes(assessment: Assessment, content: Content) -> None:
    assert page(content) == page(content)
    first = write_page(assessment).read_bytes()
    assert write_page(assessment).read_bytes() == first


def test_the_page_names_no_machine_no_time_and_no_path(content: Content) -> None:
    text = page(content)
    assert os.fspath(content.scenario.folder) not in text
    written = re.sub(r'<script type="module">.*?</script>', "", text, flags=re.DOTALL)
    assert not re.search(rf"\b{re.escape(socket.gethostname())}\b", written)
    assert not re.search(r"\b\d\d:\d\d", written)


def test_a_hostile_text_stays_text(content: Content) -> None:
    scenario = content.scenario
    head = scenario.head.model_copy(
        update={"title": HOSTILE, "summary": HOSTILE, "leaves_out": (HOSTILE,)}
    )
    areas = tuple(area.model_copy(update={"name": HOSTILE}) for area in scenario.areas)
    verdicts = tuple(
        {
            **verdict,
            "quote": HOSTILE,
            "paraphrase": HOSTILE,
            "record_text": HOSTILE,
            "sentence": HOSTILE,
        }
        for verdict in content.verdicts
    )
    changed = dataclasses.replace(scenario, head=head, areas=areas, retrospective=(HOSTILE,))
    hostile = dataclasses.replace(content, scenario=changed, verdicts=verdicts)
    plain, root = read(page(content)), read(page(hostile))
    assert len(root.all("script")) == len(plain.all("script"))
    assert not root.all("img")
    assert root.all("h1")[0].text == " ".join(HOSTILE.split())


def test_a_verdict_is_never_called_true_or_false(root) -> None:
    words = set(re.findall(r"[a-z]+", root.all("main")[0].text.lower()))
    assert not {"true", "false"} & words


def test_civilian_harm_is_told_for_every_side(root, content: Content) -> None:
    table = next(table for table in root.all("table") if "harm" in table.attributes["class"])
    authors = {row.all("th")[0].text for row in table.all("tr")[1:]}
    assert set(content.side_names.values()) <= authors


def test_a_reconstruction_says_so_at_the_top(content: Content) -> None:
    made = dataclasses.replace(content.provenance, vintage="reconstruction")
    header = read(page(dataclasses.replace(content, provenance=made))).all("header")[0]
    assert "reconstruction" in header.text


def test_the_finding_counts_what_is_in_the_table() -> None:
    def verdict(share: float | None, record: str) -> dict[str, object]:
        return {"share": share, "record": record}

    sentence = finding(
        (verdict(0.9, "contradicts"), verdict(0.2, "silent"), verdict(None, "agrees"))
    )
    assert sentence.startswith("Of 3 claims, 2 could be put to the model: 1 holds")
    assert "in 1 case the model" in sentence


def _everything(root) -> list:
    found = []
    for child in root.children:
        if not isinstance(child, str):
            found += [child, *_everything(child)]
    return found
