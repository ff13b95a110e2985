"""All benchmarks in one run: a table on the screen and ``bench-results.json`` in the working directory.

    python bench/run.py [--quick] [--only WORD ...] [--out FILE]

``--quick`` takes a minute or two and shows that everything works; its values
count for nothing. ``--only`` measures the groups named: twins, threads, growth,
full, phases, start, compile, memory, turning, pairing, pages. What is measured and how
stands in docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console

from harness import Row, Sizes, save, show
from hinge.cli.compiling import ready_engine
from kernel import REFERENCE, full_model, reduced_model
from rows.full import full_rows
from rows.memory import memory_rows
from rows.pages import chromium, page_rows
from rows.pairing import pairing_rows, show_weak
from rows.phases import show_phases
from rows.scaling import growth_rows, thread_rows
from rows.start import compile_rows, start_rows
from rows.turning import turning_rows
from rows.twins import twin_rows

NEEDED = {
    "gcc on the PATH": lambda: shutil.which("gcc"),
    "Chromium (HINGE_CHROMIUM may name one)": chromium,
    "Mesa (`make bench` installs it, or: pip install -e '.[bench]')": lambda: find_spec("mesa"),
}
WIDTH = 170  # columns where no terminal says how many it has
GROUPS: dict[str, Callable[[Sizes], Iterable[Row]]] = {
    "twins": twin_rows,
    "threads": thread_rows,
    "full": full_rows,
    "growth": growth_rows,
    "start": start_rows,
    "compile": compile_rows,
    "memory": memory_rows,
    "turning": turning_rows,
    "pairing": pairing_rows,
    "pages": page_rows,
}


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="small sizes, to try it out")
    parser.add_argument("--only", nargs="+", choices=[*GROUPS, "phases"], help="groups to measure")
    parser.add_argument("--out", type=Path, default=Path("bench-results.json"))
    chosen = parser.parse_args()
    sizes = Sizes.quick() if chosen.quick else Sizes()
    missing = [what for what, there in NEEDED.items() if not there()]
    if missing:
        sys.exit(f"The benchmarks need {' and '.join(missing)}. Nothing was measured.")
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    ready_engine()
    rows: list[Row] = []
    for name, measure in GROUPS.items():
        if chosen.only and name not in chosen.only:
            continue
        began = time.monotonic()
        rows.extend(measure(sizes))
        console.print(f"{name}: {time.monotonic() - began:.0f} s", highlight=False)
    if not chosen.only or "phases" in chosen.only:
        show_phases(console, REFERENCE, full_model())
        show_phases(console, "the reduced model", reduced_model())
    if not chosen.only or "pairing" in chosen.only:
        show_weak(console, sizes)
    if rows:
        show(rows, console)
        save(rows, chosen.out)
        console.print(f"Written: {chosen.out}", highlight=False)


if __name__ == "__main__":
    main()
