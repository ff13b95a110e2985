"""Threads for several requests: urgent rows first, nothing after nobody waits, errors where somebody does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from hinge.live.crew import Crew

LONG = 60.0  # seconds that no test takes, whatever else the machine does


def never() -> bool:
    return False


def until(so: Callable[[], bool]) -> None:
    """Wait until something is so; fail where it never is."""
    ends = time.monotonic() + LONG
    while not so():
        assert time.monotonic() < ends
        time.sleep(0.001)


def test_every_row_is_done_once() -> None:
    crew, done = Crew(2), []
    assert sorted(crew.each(range(50), done.append, never)) == list(range(50))
    assert sorted(done) == list(range(50))
    crew.close()


def test_rows_of_a_first_picture_go_before_those_asked_for_earlier() -> None:
    crew, order, hold = Crew(1), [], threading.Event()

    def later(row: int) -> None:
        hold.wait(LONG)
        order.append(("later", row))

    slow = crew.each(range(3), later, never)
    first = threading.Thread(target=lambda: list(slow))
    first.start()
    until(lambda: crew.waiting == 2)  # the first row is in work, two stand in line
    quick = crew.each([7], lambda row: order.append(("soon", row)), never, soon=True)
    second = threading.Thread(target=lambda: list(quick))
    second.start()
    until(lambda: crew.waiting == 3)
    hold.set()
    first.join(LONG)
    second.join(LONG)
    assert order == [("later", 0), ("soon", 7), ("later", 1), ("later", 2)]
    crew.close()


def test_what_goes_wrong_is_raised_where_somebody_waits() -> None:
    crew = Crew(1)

    def wrong(row: int) -> None:
        raise KeyError(row)

    with pytest.raises(KeyError):
        list(crew.each([1], wrong, never))
    assert list(crew.each([2], str, never)) == [2]
    crew.close()


def test_rows_that_nobody_waits_for_are_not_done() -> None:
    crew, hold, done = Crew(1), threading.Event(), []

    def task(row: int) -> None:
        hold.wait(LONG)
        done.append(row)

    assert list(crew.each(range(20), task, lambda: True)) == []
    hold.set()
    assert list(crew.each([99], done.append, never)) == [99]
    assert done in ([99], [0, 99])
    crew.close()


def test_who_asks_after_the_threads_were_let_go_is_answered_all_the_same() -> None:
    crew = Crew(2)
    crew.close()
    seen: list[int] = []
    assert list(crew.each(range(3), seen.append, never)) == [0, 1, 2]
    assert seen == [0, 1, 2]
    assert list(crew.each(range(3), seen.append, lambda: True)) == []
