"""Starting is cheap: the command line and the package load nothing heavy before it is used."""

import subprocess
import sys

import pytest

HEAVY = ("xarray", "zarr", "scipy.stats", "altair", "pandas", "numba", "numpy")


def loaded_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("statement", ["import hinge", "import hinge.cli", "import hinge.cli.app"])
def test_nothing_heavy_is_loaded_at_the_start(statement: str) -> None:
    assert not loaded_after(statement) & set(HEAVY)


def test_the_kernel_starts_without_what_reads_scenarios_and_stores_runs() -> None:
    loaded = loaded_after("import hinge.engine.day, hinge.world.native")
    assert not loaded & {"pydantic", "hinge.scenario", "hinge.ensemble", "xarray", "zarr", "rich"}


def test_the_check_would_see_a_heavy_import() -> None:
    assert "numpy" in loaded_after("import hinge.cli.app, numpy")
