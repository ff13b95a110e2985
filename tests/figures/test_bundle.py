"""The script that ships is the one that the pinned vl-convert makes."""

from importlib.metadata import version
from pathlib import Path

from hinge.figures.bundle import PLACE, bundle

CONSTRAINTS = Path(__file__).parents[2] / "constraints.txt"


def test_the_shipped_script_is_what_the_pinned_vl_convert_makes() -> None:
    pinned = f"vl-convert-python=={version('vl-convert-python')}"
    assert pinned in CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    assert PLACE.read_text(encoding="utf-8") == bundle()


def test_the_script_can_stand_in_a_page_and_brings_its_licences() -> None:
    text = PLACE.read_text(encoding="utf-8")
    assert "</script" not in text.lower()
    assert "globalThis.hingeVega" in text
    assert "expressionInterpreter" in text
    licences = PLACE.with_name("vega.LICENSE").read_text(encoding="utf-8")
    for words in ("BSD-3-Clause", "University of Washington Interactive Data Lab", "Mike Bostock"):
        assert words in licences
