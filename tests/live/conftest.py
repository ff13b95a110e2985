"""A small scenario held open for all tests of this folder: the ring, with 40 runs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hinge.live import Opened, open_live

RUNS = 40


@pytest.fixture(scope="session")
def ring() -> Iterator[Opened]:
    opened = open_live("ring", runs=RUNS, workers=2)
    yield opened
    opened.close()
