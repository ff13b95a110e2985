"""Long work goes on by itself, tells how far it is, can be cancelled, and is found again by its id."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hinge.errors import StoreError
from hinge.web.app import Server
from hinge.web.jobs import Job
from hinge.web.problems import Failure
from hinge.web.shapes import Tell


class Work:
    """Work that goes a step whenever it is let; its result is a small page."""

    def __init__(self, folder: Path, steps: int = 2) -> None:
        self.file, self.steps = folder / "page.html", steps
        self.told = 0
        self.step = threading.Semaphore(0)
        self.fails: Exception | None = None

    def __call__(self, tell: Tell) -> Path:
        for done in range(self.steps):
            assert self.step.acquire(timeout=10.0)
            tell("Simulating", done, self.steps, 1.5)
            self.told += 1
        if self.fails is not None:
            raise self.fails
        self.file.write_text("<p>a page</p>", encoding="utf-8")
        return self.file

    def let(self, steps: int) -> None:
        """Let it go so many steps."""
        self.step.release(steps)


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return Work(tmp_path)


def ended(server: Server, job: str) -> Job:
    """The job once it has ended."""
    while (found := server.jobs.get(job)).state in {"waiting", "running"}:
        pass
    return found


def test_a_job_tells_how_far_it_is_until_it_is_done(
    client: TestClient, server: Server, work: Work
) -> None:
    server.jobs.start("j", "hinge-ring.html", work)
    work.let(2)
    answer = client.get("/api/jobs/j/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [json.loads(part.removeprefix("data: ")) for part in answer.text.split("\n\n") if part]
    assert events[-1]["state"] == "done"
    assert events[-1]["file"] == "/api/jobs/j/file"
    order = ["waiting", "running", "done"]
    states = [event["state"] for event in events]
    assert states == sorted(states, key=order.index)
    assert client.get("/api/jobs/j").json() == events[-1]


def test_the_result_is_a_download_that_can_be_fetched_again(
    client: TestClient, server: Server, work: Work
) -> None:
    server.jobs.start("j", "hinge-ring.html", work)
    assert client.get("/api/jobs/j/file").status_code == 404, "it is not there yet"
    work.let(2)
    ended(server, "j")
    for _ in range(2):
        answer = client.get("/api/jobs/j/file")
        assert answer.text == "<p>a page</p>"
        assert answer.headers["content-disposition"] == 'attachment; filename="hinge-ring.html"'


def test_the_same_request_finds_the_work_that_is_under_way_or_done(
    server: Server, work: Work
) -> None:
    server.jobs.start("j", "x.html", work)
    assert server.jobs.start("j", "x.html", work).job == "j"
    work.let(2)
    ended(server, "j")
    assert server.jobs.start("j", "x.html", work).state == "done"
    assert work.told == work.steps


def test_a_result_that_was_removed_is_made_again(server: Server, work: Work) -> None:
    server.jobs.start("j", "x.html", work)
    work.let(2)
    ended(server, "j")
    work.file.unlink()
    with pytest.raises(Failure):
        server.jobs.file("j")
    assert server.jobs.start("j", "x.html", work).state == "waiting"
    work.let(2)
    ended(server, "j")
    assert server.jobs.file("j").is_file()


def test_cancelled_work_stops_at_its_next_step(
    client: TestClient, server: Server, work: Work
) -> None:
    server.jobs.start("j", "x.html", work)
    work.let(1)
    while work.told < 1:
        pass
    assert client.delete("/api/jobs/j").json()["state"] == "cancelled"
    assert client.get("/api/jobs/j/events").text.count("data:") == 1
    work.let(1)
    other = Work(work.file.parent, steps=0)
    server.jobs.start("k", "y.html", other)
    assert ended(server, "k").state == "done", "the work behind it begins"
    assert work.told == 1
    assert server.jobs.get("j").state == "cancelled"


def test_jobs_wait_for_each_other(server: Server, tmp_path: Path) -> None:
    first, second = Work(tmp_path), Work(tmp_path)
    server.jobs.start("j", "x.html", first)
    server.jobs.start("k", "y.html", second)
    second.let(2)
    assert server.jobs.get("k").state == "waiting"
    first.let(2)
    assert ended(server, "k").state == "done"
    assert server.jobs.get("j").state == "done"


def test_work_that_fails_says_so_and_can_be_begun_again(server: Server, work: Work) -> None:
    work.fails = StoreError("The disk is full.")
    server.jobs.start("j", "x.html", work)
    work.let(2)
    failed = ended(server, "j")
    assert failed.state == "failed"
    assert failed.problems[0]["what"] == "The disk is full."
    work.fails = None
    server.jobs.start("j", "x.html", work)
    work.let(2)
    assert ended(server, "j").state == "done"


@pytest.mark.parametrize(
    "ask",
    [
        lambda client: client.get("/api/jobs/none"),
        lambda client: client.get("/api/jobs/none/events"),
        lambda client: client.get("/api/jobs/none/file"),
        lambda client: client.delete("/api/jobs/none"),
    ],
)
def test_an_id_from_before_a_restart_is_told_in_words(
    client: TestClient, ask: Callable[[TestClient], object]
) -> None:
    answer = ask(client)
    assert answer.status_code == 404  # type: ignore[attr-defined]
    problem = answer.json()["problems"][0]  # type: ignore[attr-defined]
    assert problem["rule"] == "unknown_job"
    assert "again" in problem["do"]
