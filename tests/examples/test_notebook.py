"""The example notebook runs from top to bottom, shows figures, and asks nothing of any network."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parents[2] / "examples" / "aleppo.ipynb"
NAMES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
"""Names of what an SVG is; no browser asks for them."""

DRAWN = {"fan", "siege", "harm", "chance"}
"""Cells that end in a chart."""

STRICT = """import warnings
warnings.simplefilter("error")
warnings.filterwarnings("ignore", module="ipykernel")
"""
"""Every warning is an error, but for those that the kernel has about itself."""


def cells() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return found


def test_no_output_is_stored_in_it() -> None:
    code = [cell for cell in cells() if cell["cell_type"] == "code"]
    assert len(code) >= 10
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


@pytest.mark.slow
def test_it_runs_without_a_warning_and_its_pictures_need_no_network(tmp_path: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    client = pytest.importorskip("nbclient")
    book = nbformat.read(NOTEBOOK, as_version=4)
    book.cells[0] = nbformat.v4.new_code_cell(STRICT, id="strict")
    client.NotebookClient(
        book, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    shown = {
        cell["id"]: output["data"]
        for cell in book.cells
        if cell["cell_type"] == "code"
        for output in cell["outputs"]
        if "data" in output
    }
    assert set(shown) >= DRAWN | {"run", "map", "odds", "claims", "verdict", "compare", "turning"}
    for name, data in shown.items():
        addresses = set(re.findall(r"(?:https?:)?//[^\s\"'<)]+", data["text/html"]))
        assert addresses <= NAMES, name
        assert "<script" not in data["text/html"], name
    for name in DRAWN:
        assert any(kind.startswith("application/vnd.vegalite.v") for kind in shown[name]), name
    assert "Civilians" in shown["run"]["text/html"]
    assert 'data-area="' in shown["map"]["text/html"]
