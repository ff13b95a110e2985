"""Pictures come as they are made, and the latest request of a slot wins."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from hinge.web.app import Server
from live_double import Double, DoubleOpener, Lines
from served import served

SOON = 0.25
"""Seconds within which a cancelled answer must end; the work itself looks every 5 ms."""

Ask = Callable[..., "Asked"]


class Asked:
    """A request for pictures in a thread: its lines with the times of their coming."""

    def __init__(self, address: str, **body: Any) -> None:
        self.lines: list[dict[str, Any]] = []
        self.times: list[float] = []
        self._began = time.monotonic()
        self._thread = threading.Thread(target=self._run, args=(address, body), daemon=True)
        self._thread.start()

    def _run(self, address: str, body: dict[str, Any]) -> None:
        url = f"{address}api/pictures"
        with httpx2.stream("POST", url, json=body, timeout=20.0) as answer:
            for line in answer.iter_lines():
                self.times.append(time.monotonic())
                self.lines.append(json.loads(line))

    def ended(self) -> float:
        """When the last line came."""
        self._thread.join(20.0)
        assert not self._thread.is_alive()
        return self.times[-1]


def until(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    give_up = time.monotonic() + 10.0
    while not true():
        assert time.monotonic() < give_up
        time.sleep(0.002)


@pytest.fixture
def ask(server: Server, opener: DoubleOpener) -> Iterator[Ask]:
    """Ask a real server; the second picture of a double takes five seconds."""
    opener.pictures = (0.0, 5.0)
    with served(server) as address:
        httpx2.post(f"{address}api/open", json={"scenario": "ring"}).raise_for_status()

        def asked(request: int, *names: str, slot: str = "b", client: str = "c") -> Asked:
            body = {"scenario": "ring", "names": names, "client": client, "slot": slot}
            return Asked(address, **body, request=request)

        yield asked


def double(opener: DoubleOpener) -> Double:
    return opener.opened[0]


def test_pictures_come_in_order_and_end_with_a_word(lines: Lines) -> None:
    lines("/api/open", scenario="ring")
    body = {"scenario": "ring", "client": "c", "slot": "a", "request": 7}
    branch = {"day": 3, "run": None}
    found = lines("/api/pictures", names=["nothing_changes"], branch=branch, outcome="x", **body)
    assert [line["request"] for line in found] == [7, 7, 7]
    assert [line["picture"]["runs"] for line in found[:2]] == [32, 192]
    assert found[0]["picture"]["branch"] == branch
    assert found[0]["picture"]["outcome"] == "x"
    assert found[2] == {"request": 7, "finished": True}


def test_the_first_picture_is_sent_before_the_second_is_made(
    ask: Ask, opener: DoubleOpener
) -> None:
    asked = ask(1)
    until(lambda: len(asked.lines) == 1)
    assert double(opener).at_work == 1
    ask(2).lines.clear()
    asked.ended()


def test_a_newer_request_ends_the_older_one_at_once(ask: Ask, opener: DoubleOpener) -> None:
    older = ask(1, "nothing_changes")
    until(lambda: len(older.lines) == 1)
    began = time.monotonic()
    newer = ask(2, "relief_convoys")
    assert older.ended() - began < SOON
    assert older.lines[-1] == {"request": 1, "cancelled": True}
    until(lambda: len(newer.lines) == 1)
    assert time.monotonic() - began < 2 * SOON
    assert newer.lines[0]["picture"]["names"] == ["relief_convoys"]
    assert double(opener).stopped == [("nothing_changes",)]


def test_work_of_one_slot_never_overlaps(ask: Ask, opener: DoubleOpener) -> None:
    asked = [ask(number) for number in range(1, 13)]
    until(lambda: all(one.lines for one in asked))
    assert double(opener).most_at_work == 1
    assert not any("finished" in one.lines[-1] for one in asked)


def test_a_request_that_was_overtaken_on_its_way_does_no_work(
    ask: Ask, opener: DoubleOpener
) -> None:
    newer = ask(5)
    until(lambda: len(newer.lines) == 1)
    late = ask(4)
    late.ended()
    assert late.lines == [{"request": 4, "cancelled": True}]
    assert len(double(opener).began) == 1
    assert len(newer.lines) == 1, "the newer one goes on"


def test_both_slots_and_other_clients_go_on(ask: Ask, opener: DoubleOpener) -> None:
    asked = [ask(1, slot="a"), ask(1, slot="b"), ask(1, client="d")]
    until(lambda: all(len(one.lines) == 1 for one in asked))
    assert double(opener).most_at_work == 3
    assert not double(opener).stopped


def test_work_ends_when_the_reader_leaves(server: Server, opener: DoubleOpener) -> None:
    opener.pictures = (0.0, 5.0)
    body = {"scenario": "ring", "names": [], "client": "c", "slot": "a", "request": 1}
    with served(server) as address:
        httpx2.post(f"{address}api/open", json={"scenario": "ring"}).raise_for_status()
        with httpx2.stream("POST", f"{address}api/pictures", json=body) as answer:
            next(answer.iter_lines())
        began = time.monotonic()
        until(lambda: bool(double(opener).stopped))
        assert time.monotonic() - began < SOON
        until(lambda: len(server.turns) == 0)


def test_slots_are_forgotten_when_their_work_has_ended(server: Server, lines: Lines) -> None:
    lines("/api/open", scenario="ring")
    for client in "xyz":
        lines("/api/pictures", scenario="ring", names=[], client=client, slot="a", request=1)
    until(lambda: len(server.turns) == 0)


def test_the_server_answers_others_while_it_computes(server: Server, opener: DoubleOpener) -> None:
    """Every answer of the double blocks its thread for longer than the loop may be held up."""
    opener.pictures, opener.asks = (0.3, 0.3), 0.3
    state = {"scenario": "ring", "names": []}
    work = {
        "api/open": {"scenario": "ring"},
        "api/pictures": state | {"client": "c", "slot": "a", "request": 1},
        "api/campaign": state | {"run": 0},
        "api/why/area": state | {"area": "hub", "day": 1},
        "api/why/claim": state | {"claim": "T01"},
    }
    slowest = 0.0
    with (
        served(server) as address,
        httpx2.Client(base_url=address) as alive,
        httpx2.Client(base_url=address) as working,
    ):
        alive.get("/api/alive")
        for path, body in work.items():
            asked = threading.Thread(target=working.post, args=(path,), kwargs={"json": body})
            asked.start()
            while asked.is_alive():
                began = time.monotonic()
                assert alive.get("/api/alive").status_code == 200
                slowest = max(slowest, time.monotonic() - began)
            asked.join()
    assert slowest < 0.25
