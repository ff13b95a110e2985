"""Answers in parts: what threads make, sent by the event loop as it comes."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterable
from typing import Any

from starlette.types import Receive, Scope, Send

from hinge.web.problems import Failure

LINES = "application/x-ndjson"
EVENTS = "text/event-stream"

Item = bytes | Failure | None
"""A part as it is sent, a failure, which is the last part, or None: that was all."""


def as_line(value: dict[str, Any]) -> bytes:
    """Return an object as a line of JSON; ValueError for a number that JSON has not."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode() + b"\n"


def as_event(value: dict[str, Any]) -> bytes:
    """Return an object as a server-sent event."""
    return b"data: " + as_line(value) + b"\n"


class Feed:
    """Parts of an answer, put in by any thread and taken out by the event loop that made it."""

    def __init__(self) -> None:
        """Belong to the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[Item] = asyncio.Queue()

    def put(self, item: Item) -> None:
        """Add a part; nothing happens where the loop has ended."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._queue.put_nowait, item)

    async def get(self) -> Item:
        """Return the next part, when there is one."""
        return await self._queue.get()


def in_thread(work: Callable[[], None], name: str) -> None:
    """Let a thread do some work; it does not keep the program from ending."""
    threading.Thread(target=work, name=f"hinge-{name}", daemon=True).start()


def feed_from(
    parts: Callable[[], Iterable[dict[str, Any]]], fail: Callable[[BaseException], Failure]
) -> Feed:
    """Return a feed of what a thread makes: each part as a line of JSON."""
    feed = Feed()

    def work() -> None:
        try:
            for part in parts():
                feed.put(as_line(part))
        except Exception as error:  # noqa: BLE001 - told to the browser, and logged there
            feed.put(fail(error))
        else:
            feed.put(None)

    in_thread(work, "lines")
    return feed


class Streamed:
    """The answer that sends a feed; one that fails before its first part has the failure's status.

    ``stop``: when this is set, ``instead`` is sent as the last part, and nothing of the feed
    after it. ``gone`` is called when the answer has ended, or nobody reads it any more.
    """

    def __init__(
        self,
        feed: Feed,
        *,
        media: str = LINES,
        stop: asyncio.Event | None = None,
        instead: bytes = b"",
        gone: Callable[[], None] = lambda: None,
    ) -> None:
        """Send what is in the feed."""
        self._feed, self._media, self._instead, self._gone = feed, media, instead, gone
        self._stop = stop or asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the parts until the last, a stop, or the reader's leaving."""
        left = asyncio.ensure_future(_left(receive))
        stopped = asyncio.ensure_future(self._stop.wait())
        begun = False
        try:
            while True:
                item = await self._next(left, stopped)
                if left.done():
                    return
                if isinstance(item, Failure) and not begun:
                    await item.response()(scope, receive, send)
                    return
                if not begun:
                    begun = True
                    await send(_start(self._media))
                last = item is None or isinstance(item, Failure) or item is self._instead
                await send(_body(_sent(item, self._media), more=not last))
                if last:
                    return
        except OSError:  # the connection broke while something was sent
            return
        finally:
            left.cancel()
            stopped.cancel()
            self._gone()

    async def _next(self, left: asyncio.Future[None], stopped: asyncio.Future[Any]) -> Item:
        """Return the next part, or what is sent instead of it."""
        coming = asyncio.ensure_future(self._feed.get())
        try:
            any_of: set[asyncio.Future[Any]] = {coming, left, stopped}
            await asyncio.wait(any_of, return_when=asyncio.FIRST_COMPLETED)
            if stopped.done() or left.done():
                return self._instead
            return coming.result()
        finally:
            coming.cancel()


async def _left(receive: Receive) -> None:
    """Return when the reader has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _sent(item: Item, media: str) -> bytes:
    """Return a part as bytes."""
    if isinstance(item, Failure):
        return as_line(item.body) if media == LINES else as_event(item.body)
    return item or b""


def _start(media: str) -> dict[str, Any]:
    """Return the head of an answer whose length is not known."""
    return {
        "type": "http.response.start",
        "status": 200,
        "headers": [(b"content-type", f"{media}; charset=utf-8".encode())],
    }


def _body(part: bytes, *, more: bool) -> dict[str, Any]:
    """Return a part of an answer's body."""
    return {"type": "http.response.body", "body": part, "more_body": more}
