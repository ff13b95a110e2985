"""The manual keeps up with the code: tables are written from it, pages exist, links lead somewhere."""

import ast
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from hinge.scenario import (
    claim_records,
    conditioning,
    disputes,
    file_records,
    interventions,
    monitors,
    parameters,
    records,
    rivals,
)
from hinge.scenario.fields import Record
from hinge.scenario.folder import OPTIONAL, REQUIRED
from hinge.scenario.series import OTHER_SERIES, REGION_SERIES, SIDE_SERIES, WATCH_SERIES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
ENGINE = ROOT / "src" / "hinge" / "engine"
MECHANISMS = DOCS / "mechanisms"
LINK = re.compile(r"\]\(([^)\s]+)\)")
TEST_NAME = re.compile(r"`(tests/[\w./-]+\.py)::(\w+)`")
LISTS = {"index.md", "parameters.md", "checks.md"}
CODE_PATH = re.compile(r"`((?:src|tests|docs|bench)/[\w./-]+)`")
ENGINE_FILE = re.compile(r"`engine/(\w+\.py)`")
PARTS = (
    "What it does",
    "Equation",
    "Source",
    "Parameters",
    "Assumptions",
    "Leaves out",
    "How it is checked",
)
SET_BY_THE_LOADER = {"line", "file"}


def pages() -> list[Path]:
    return sorted(DOCS.rglob("*.md"))


def mechanisms() -> list[Path]:
    """The pages of single mechanisms."""
    return [path for path in sorted(MECHANISMS.glob("*.md")) if path.name not in LISTS]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def script(path: Path) -> ModuleType:
    """A script of the manual as a module, though docs is no package."""
    spec = importlib.util.spec_from_file_location(f"docs_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def phases() -> list[str]:
    """The names of the phases, as the day lists them."""
    said = ast.get_docstring(ast.parse((ENGINE / "day.py").read_text(encoding="utf-8"))) or ""
    return re.findall(r"^ *\d+ (\w+)  ", said, re.MULTILINE)


def record_classes() -> list[type[Record]]:
    """Every record that a file of a scenario can hold."""
    modules = (
        records,
        parameters,
        claim_records,
        conditioning,
        disputes,
        interventions,
        file_records,
        monitors,
        rivals,
    )
    found = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Record)
    }
    return sorted(found, key=lambda record: record.__name__)


@pytest.mark.parametrize("stem", ["parameters", "rules"])
def test_a_generated_page_is_what_its_script_writes_now(stem: str) -> None:
    module = script(DOCS / f"{stem}.py")
    text = module.PAGE.read_text(encoding="utf-8")
    assert text == module.page(), f"run: python docs/{stem}.py"


def test_the_day_has_ten_phases() -> None:
    assert len(phases()) == 10


@pytest.mark.parametrize("phase", phases())
def test_every_phase_has_a_page_with_all_its_parts(phase: str) -> None:
    text = (MECHANISMS / f"{phase}.md").read_text(encoding="utf-8")
    missing = [part for part in PARTS if f"\n## {part}\n" not in text]
    assert not missing, f"{phase}.md has no part {missing}"
    assert f"`engine/{phase}.py`" in text


def test_every_file_of_the_engine_stands_on_a_page_of_the_mechanisms() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in MECHANISMS.glob("*.md"))
    named = set(ENGINE_FILE.findall(said)) | {"__init__.py", "purposes.py"}
    there = {path.name for path in ENGINE.glob("*.py")}
    assert there <= named | {"day.py"}, f"on no page: {sorted(there - named)}"
    assert named <= there, f"no such file: {sorted(named - there)}"


@pytest.mark.parametrize("path", mechanisms(), ids=name)
def test_every_page_of_a_mechanism_has_all_its_parts_once_and_in_order(path: Path) -> None:
    said = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert [part for part in said if part in PARTS] == list(PARTS)


@pytest.mark.parametrize("path", mechanisms(), ids=name)
def test_every_page_of_a_mechanism_names_its_file_its_tests_and_numbers_what_it_assumes(
    path: Path,
) -> None:
    parts = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    by_name = {part.partition("\n")[0]: part for part in parts[1:]}
    assert ENGINE_FILE.search(parts[0]) or CODE_PATH.search(parts[0])
    assert re.search(r"`tests/[\w/]+\.py`", by_name["How it is checked"])
    assert re.search(r"^1\. ", by_name["Assumptions"], re.MULTILINE)
    parameters = by_name["Parameters"]
    assert "(parameters.md" in parameters or "None." in parameters


@pytest.mark.parametrize("path", mechanisms(), ids=name)
def test_every_page_of_a_mechanism_is_linked_from_the_list_of_phases(path: Path) -> None:
    assert f"({path.name})" in (MECHANISMS / "index.md").read_text(encoding="utf-8")


def test_every_test_of_the_engine_stands_on_a_page_of_the_mechanisms() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in MECHANISMS.glob("*.md"))
    there = {path.name for path in (ROOT / "tests" / "engine").glob("test_*.py")}
    assert not [file for file in sorted(there) if f"tests/engine/{file}" not in said]


def test_every_test_that_a_page_names_exists_under_that_name() -> None:
    named = {
        found for path in pages() for found in TEST_NAME.findall(path.read_text(encoding="utf-8"))
    }
    assert len(named) > 50
    lost = [
        f"{file}::{test}"
        for file, test in sorted(named)
        if f"def {test}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]
    assert not lost


@pytest.mark.parametrize("path", pages(), ids=name)
def test_links_lead_to_files_that_exist(path: Path) -> None:
    wrong = []
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        if target.startswith(("http://", "https://", "#", "mailto:")):
            continue
        if not (path.parent / target.partition("#")[0]).is_file():
            wrong.append(target)
    assert not wrong


@pytest.mark.parametrize("path", pages(), ids=name)
def test_files_of_the_project_that_a_page_names_exist(path: Path) -> None:
    named = CODE_PATH.findall(path.read_text(encoding="utf-8"))
    assert not [target for target in named if not (ROOT / target).exists()]


def test_every_page_can_be_reached_from_the_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = (DOCS / "decisions" / "index.md").read_text(encoding="utf-8")
    lost = [
        name(path)
        for path in pages()
        if f" {path.relative_to(DOCS).as_posix()}\n" not in navigation
        and f"({path.name})" not in listed
    ]
    assert not lost


@pytest.mark.parametrize("record", record_classes(), ids=lambda record: record.__name__)
def test_every_field_of_a_record_stands_in_the_manual(record: type[Record]) -> None:
    manual = "".join(
        (DOCS / page).read_text(encoding="utf-8") for page in ("scenario-format.md", "claims.md")
    )
    fields = {info.alias or field for field, info in record.model_fields.items()}
    lost = [field for field in fields - SET_BY_THE_LOADER if f"`{field}" not in manual]
    assert not lost, f"{record.__name__}: {sorted(lost)}"


def test_every_file_of_a_scenario_stands_in_the_manual() -> None:
    manual = (DOCS / "scenario-format.md").read_text(encoding="utf-8")
    assert not [file for file in (*REQUIRED, *OPTIONAL) if f"`{file}`" not in manual]


def test_every_recorded_series_stands_in_the_manual() -> None:
    manual = (DOCS / "results.md").read_text(encoding="utf-8")
    words = SIDE_SERIES | REGION_SERIES | WATCH_SERIES | OTHER_SERIES
    assert not [word for word in words if f"| `{word}" not in manual]


def test_a_broken_link_would_be_found() -> None:
    assert LINK.findall("see [there](no/such.md#part)") == ["no/such.md#part"]
    assert not (DOCS / "no/such.md").is_file()
