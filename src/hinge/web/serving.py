"""Listening on this computer: the port, the browser, and how it ends."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import threading
import webbrowser
from collections.abc import Callable

import uvicorn

from hinge.errors import InputError, Place, Problem
from hinge.web.app import Server

HOST = "127.0.0.1"
PORT = 8017
MORE_PORTS = 20  # tried after the usual one
PATIENCE = 1  # seconds that open streams get when the server ends


def listening(port: int | None) -> socket.socket:
    """Return a socket of this computer alone: on ``port``, or for None on the usual one or the next free one.

    InputError where a port that was asked for cannot be had.
    """
    wanted = range(PORT, PORT + MORE_PORTS + 1) if port is None else (port,)
    for number in wanted:
        with contextlib.suppress(OSError):
            return _bound(number)
    try:
        return _bound(wanted[-1])
    except OSError as error:
        raise _refused(wanted[0], wanted[-1], error) from error


def _bound(port: int) -> socket.socket:
    """Return a socket on a port; OSError where it is taken."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere this would take the port from a server that has it
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((HOST, port))
        made.listen()
    except OSError:
        made.close()
        raise
    return made


def _refused(first: int, last: int, error: OSError) -> InputError:
    """Return the error for a port that cannot be had."""
    taken = error.errno == errno.EADDRINUSE
    which = f"The port {first}" if first == last else f"Every port from {first} to {last}"
    what = "is taken by another program" if taken else f"cannot be had ({error.strerror})"
    return InputError(
        [
            Problem(
                "port",
                f"{which} {what}.",
                "The page needs a port of its own on this computer.",
                "End the other program, choose another with --port, or leave --port out for the "
                "next free one.",
                Place("--port"),
            )
        ]
    )


def address(listens: socket.socket) -> str:
    """Return what the browser has to open."""
    return f"http://{HOST}:{listens.getsockname()[1]}/"


class Serving(uvicorn.Server):
    """A server on one socket; ``started`` says that it answers."""

    def __init__(
        self, server: Server, listens: socket.socket, ready: Callable[[], None] = lambda: None
    ) -> None:
        """Let ``server`` answer on ``listens``; ``ready`` is called once it does, and can be stopped."""
        config = uvicorn.Config(
            server.app(),
            log_level="warning",
            access_log=False,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=PATIENCE,
        )
        super().__init__(config)
        self._server, self._listens, self._ready = server, listens, ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say so when it answers."""
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End open streams before waiting for them."""
        self._server.stop()
        await super().shutdown(sockets)

    def serve_until_stopped(self) -> None:
        """Answer until ``should_exit`` is set, or the user stops it."""
        with contextlib.suppress(KeyboardInterrupt):
            self.run(sockets=[self._listens])


def open_browser(url: str) -> None:
    """Open the browser, in a thread, since some systems make one wait for it."""

    def work() -> None:
        with contextlib.suppress(webbrowser.Error):
            webbrowser.open(url)

    threading.Thread(target=work, name="hinge-browser", daemon=True).start()
