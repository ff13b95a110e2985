"""A real server on a free port of this computer, in a thread, for tests of the live page."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from hinge.web.app import Server
from hinge.web.serving import Serving, address, listening

PATIENCE = 10.0  # seconds until it must answer, or must have ended


@contextmanager
def served(server: Server, port: int = 0) -> Iterator[str]:
    """Let a server answer while the test lasts, and yield its address, with a slash at the end."""
    listens = listening(port)
    serving = Serving(server, listens)
    thread = threading.Thread(target=serving.serve_until_stopped, name="served", daemon=True)
    thread.start()
    give_up = time.monotonic() + PATIENCE
    while not serving.started:
        assert time.monotonic() < give_up, "the server does not answer"
        time.sleep(0.005)
    try:
        yield address(listens)
    finally:
        serving.should_exit = True
        thread.join(PATIENCE)
        listens.close()
        assert not thread.is_alive(), "the server does not end"
