"""The page on turning points: its process runs as printed there and gives what is printed there."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

PAGE = Path(__file__).parents[2] / "docs" / "turning.md"


def blocks(kind: str) -> list[str]:
    every = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [text for found, text in every if found == kind]


def exact() -> np.ndarray:
    """Exact hinge shares of the crossing, by its chance at each state and how often it comes about."""

    def chance(day: int, sailed: int, fair: int) -> float:
        if day == 12:
            return float(sailed >= 7)
        on, turned = (
            chance(day + 1, sailed + fair, fair),
            chance(day + 1, sailed + 1 - fair, 1 - fair),
        )
        return 0.8 * on + 0.2 * turned

    often, known = {(0, 1): 1.0}, []
    for day in range(13):
        known.append(sum(much * chance(day, *state) ** 2 for state, much in often.items()))
        after: dict[tuple[int, int], float] = {}
        for (sailed, fair), much in often.items():
            for wind, part in ((fair, 0.8), (1 - fair, 0.2)):
                state = (sailed + wind, wind)
                after[state] = after.get(state, 0.0) + part * much
        often = after
    start = chance(0, 0, 1)
    return np.diff(known) / (start * (1.0 - start))


@pytest.fixture(scope="module")
def printed() -> str:
    (code,) = blocks("python")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_the_process_of_the_page_prints_what_the_page_says(printed: str) -> None:
    assert printed in blocks("")


def test_its_shares_are_the_exact_ones(printed: str) -> None:
    rows = np.array(re.findall(r"day +\d+ +([\d.]+) ± ([\d.]+)", printed), dtype=float) / 100
    assert rows.shape == (12, 2)
    assert np.all(np.abs(rows[:, 0] - exact()) <= 3.0 * rows[:, 1] + 0.0005)
