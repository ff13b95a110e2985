"""``hinge serve``: its options, and the server with everything that it needs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hinge.cli.console import say
from hinge.cli.options import Seed, Workers

if TYPE_CHECKING:
    from hinge.web.shapes import Opened, Opener, Tell


def serve(
    scenario: Annotated[
        list[str] | None,
        typer.Argument(
            help="Shipped scenarios or folders; the page begins with the first. All shipped ones are "
            "offered anyway, and no other folder can be opened from the page.",
            show_default=False,
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=65535,
            show_default="8017, or the next free one",
            help="Where it listens, on this computer alone.",
        ),
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    seed: Seed = 1,
    runs: Annotated[
        int, typer.Option(min=50, max=4096, help="Simulated campaigns behind each picture.")
    ] = 200,
    workers: Workers = None,
) -> None:
    """Change a campaign in the browser and watch what follows; Ctrl-C ends it."""
    from hinge.scenario.load import load, shipped
    from hinge.web.app import Server
    from hinge.web.report import Reports
    from hinge.web.serving import PORT, Serving, address, listening, open_browser
    from hinge.web.shelf import Shelf

    named = list(dict.fromkeys(scenario or ()))
    for name in named:
        load(name)  # mistakes in what was named are told before anything is served
    folders = [Path(name) for name in named if name not in shipped()]
    threads = workers or os.cpu_count() or 1
    listens = listening(port)
    shelf = Shelf(folders, _opener(seed, runs, threads), _ready)
    ids = dict(zip((str(folder) for folder in folders), shelf.folders, strict=True))
    server = Server(
        shelf,
        Reports(seed, max(1, threads - 1), _ready),
        chosen=next((ids.get(str(Path(name)), name) for name in named), None),
    )
    url = address(listens)
    if port is None and listens.getsockname()[1] != PORT:
        say(f"The port {PORT} is taken by another program, so this is another one.")

    def ready() -> None:
        typer.echo(f"Hinge answers at {url}  (Ctrl-C ends it)")
        if browser:
            open_browser(url)

    Serving(server, listens, ready).serve_until_stopped()
    say(
        "Ended. Settings are kept in the page's link; a report that was under way goes on when asked for again."
    )
    sys.stdout.flush()
    os._exit(0)  # threads at work hold nothing that a sudden end would spoil


def _ready(tell: Tell) -> None:
    """Make sure that the engine is compiled; say so where that takes a while."""
    from hinge.cli.compiling import USUAL_SECONDS, is_compiled, ready_engine

    if not is_compiled():
        tell("Compiling the engine, once per machine", 0, 0, float(USUAL_SECONDS))
    ready_engine()


def _opener(seed: int, runs: int, workers: int) -> Opener:
    """Return what opens a scenario with these seed, runs and threads."""

    def open_(name_or_folder: str | Path, tell: Tell, /) -> Opened:
        from hinge.live import open_live

        return open_live(
            name_or_folder,
            seed=seed,
            runs=runs,
            workers=workers,
            progress=lambda at: tell(at.doing, at.done, at.total, at.seconds_left),
        )

    return open_
