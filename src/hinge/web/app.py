"""The server's answers; what is said is described in ``hinge.web``. Nothing here computes in the event loop."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from hinge import __version__
from hinge.web import asked
from hinge.web.asked import read
from hinge.web.feeds import EVENTS, Feed, Streamed, as_line, feed_from
from hinge.web.files import Assets, package_assets
from hinge.web.guard import Guard, policy
from hinge.web.jobs import Jobs
from hinge.web.problems import failure_of, refusal
from hinge.web.report import Reports
from hinge.web.shelf import Shelf
from hinge.web.turns import Turns

Answer = Callable[[Request], Awaitable[ASGIApp]]


class Server:
    """The live page's server: what is open, what is at work, and how requests are answered."""

    def __init__(
        self,
        shelf: Shelf,
        reports: Reports,
        *,
        chosen: str | None = None,
        assets: Assets | None = None,
    ) -> None:
        """Answer from ``shelf``; ``chosen``: the scenario that the page begins with."""
        self.shelf, self.reports, self.chosen = shelf, reports, chosen
        self.turns, self.jobs = Turns(), Jobs()
        self.assets = assets or package_assets()
        self._name = secrets.token_hex(8)

    def app(self) -> Starlette:
        """Return the application."""
        answers: tuple[tuple[str, str, Answer], ...] = (
            ("GET", "/", self._page),
            ("GET", "/static/{name}", self._static),
            ("GET", "/api/alive", self._alive),
            ("GET", "/api/scenarios", self._scenarios),
            ("POST", "/api/open", self._open),
            ("POST", "/api/pictures", self._pictures),
            ("POST", "/api/campaign", self._campaign),
            ("POST", "/api/why/area", self._why_area),
            ("POST", "/api/why/claim", self._why_claim),
            ("POST", "/api/report", self._report),
            ("GET", "/api/jobs/{job}", self._job),
            ("GET", "/api/jobs/{job}/events", self._events),
            ("GET", "/api/jobs/{job}/file", self._file),
            ("DELETE", "/api/jobs/{job}", self._cancel),
        )
        return Starlette(
            routes=[Route(path, _told(answer), methods=[how]) for how, path, answer in answers],
            middleware=[Middleware(Guard, policy=policy(self.assets.map_hash))],
            exception_handlers={HTTPException: _no_such},
            lifespan=self._life,
        )

    @asynccontextmanager
    async def _life(self, _: Starlette) -> AsyncIterator[None]:
        """Begin to open what the page begins with, before it asks."""
        if self.chosen is not None:
            self.shelf.open(self.chosen)
        yield
        self.stop()

    def stop(self) -> None:
        """Tell all work to stop, and end all streams; in the event loop."""
        self.turns.cancel_all()
        self.jobs.cancel_all()
        self.shelf.stop()

    async def _page(self, request: Request) -> Response:
        return self.assets.page(request)

    async def _static(self, request: Request) -> Response:
        return self.assets.static(request)

    async def _alive(self, _: Request) -> Response:
        return JSONResponse({"server": self._name, "version": __version__})

    async def _scenarios(self, _: Request) -> Response:
        listed = await run_in_threadpool(self.shelf.listed)
        return JSONResponse({"scenarios": listed, "chosen": self.chosen})

    async def _open(self, request: Request) -> ASGIApp:
        body = await read(request, asked.Open)
        return Streamed(self.shelf.open(body.scenario))

    async def _pictures(self, request: Request) -> ASGIApp:
        body = await read(request, asked.Pictures)
        opened = self.shelf.opened(body.scenario)
        place, number = (body.client, body.slot), body.request
        turn = self.turns.begin(place, number)
        loop = asyncio.get_running_loop()

        def made() -> Iterator[dict[str, Any]]:
            with self.turns.at_work(place, turn, loop):
                if turn.cancelled():
                    return
                pictures = opened.pictures(
                    body.names,
                    branch=_plain(body.branch),
                    outcome=body.outcome,
                    cancelled=turn.cancelled,
                )
                for picture in pictures:
                    yield {"request": number, "picture": picture}
                yield {"request": number, "finished": True}

        return Streamed(
            feed_from(made, lambda error: failure_of(error, body.names)),
            stop=turn.stop,
            instead=as_line({"request": number, "cancelled": True}),
            gone=turn.cancel,
        )

    async def _campaign(self, request: Request) -> Response:
        body = await read(request, asked.OneCampaign)
        opened = self.shelf.opened(body.scenario)
        branch = _plain(body.branch)
        return await _made(lambda: opened.campaign(body.names, body.run, branch), body.names)

    async def _why_area(self, request: Request) -> Response:
        body = await read(request, asked.WhyArea)
        opened = self.shelf.opened(body.scenario)
        return await _made(
            lambda: opened.why_area(body.names, body.area, body.day, body.run, _plain(body.branch)),
            body.names,
        )

    async def _why_claim(self, request: Request) -> Response:
        body = await read(request, asked.WhyClaim)
        opened = self.shelf.opened(body.scenario)
        branch = _plain(body.branch)
        return await _made(lambda: opened.why_claim(body.names, body.claim, branch), body.names)

    async def _report(self, request: Request) -> Response:
        body = await read(request, asked.Report)
        names = (*body.a, *(body.b or ()))

        def begin() -> dict[str, Any]:
            self.shelf.require(body.scenario)
            wanted = self.reports.wanted(self.shelf.scenario(body.scenario), body)
            return self.jobs.start(wanted.id, wanted.name, wanted.make).as_json()

        return await _made(begin, names)

    async def _job(self, request: Request) -> Response:
        return JSONResponse(self.jobs.get(request.path_params["job"]).as_json())

    async def _events(self, request: Request) -> ASGIApp:
        job = request.path_params["job"]
        feed: Feed = self.jobs.events(job)
        return Streamed(feed, media=EVENTS, gone=lambda: self.jobs.unlisten(job, feed))

    async def _file(self, request: Request) -> Response:
        job = request.path_params["job"]
        made = await run_in_threadpool(self.jobs.file, job)
        return FileResponse(made, media_type="text/html", filename=self.jobs.get(job).name)

    async def _cancel(self, request: Request) -> Response:
        return JSONResponse(self.jobs.cancel(request.path_params["job"]).as_json())


def _plain(branch: asked.Branch | None) -> dict[str, Any] | None:
    """Return a branch as plain values."""
    return None if branch is None else branch.model_dump()


async def _made(make: Callable[[], dict[str, Any]], names: tuple[str, ...]) -> Response:
    """Return what a thread makes, as JSON; Failure in words where it cannot."""

    def work() -> bytes:
        try:
            return as_line(make())
        except Exception as error:
            raise failure_of(error, names) from error

    return Response(await run_in_threadpool(work), media_type="application/json")


def _told(answer: Answer) -> Callable[[Request], Awaitable[ASGIApp]]:
    """Return an endpoint whose failures are told in words."""

    async def endpoint(request: Request) -> ASGIApp:
        try:
            return await answer(request)
        except Exception as error:  # noqa: BLE001 - told to the browser, and logged there
            return failure_of(error).response()

    return endpoint


async def _no_such(request: Request, error: Exception) -> Response:
    """Answer requests that have no answer."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    return refusal(
        status,
        "no_such",
        f"There is no {request.method} {request.url.path} here.",
        "It cannot be answered.",
        "Reload the page.",
    ).response()
