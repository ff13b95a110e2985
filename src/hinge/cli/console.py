"""Where words go: results to stdout, everything else to stderr; and how a problem is told."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import typer
from rich.console import Console
from rich.markup import escape

from hinge.errors import HingeError, InputError, Problem

P = ParamSpec("P")
T = TypeVar("T")

FAILED_COMPARISON = 1
WRONG_INPUT = 2
INTERRUPTED = 130
PIPED_WIDTH = 110


def out() -> Console:
    """Return the console of results; plain text of ``PIPED_WIDTH`` columns when piped."""
    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(highlight=False, width=PIPED_WIDTH if piped else None)


def err() -> Console:
    """Return the console of progress and problems."""
    return Console(stderr=True, highlight=False)


def say(text: str) -> None:
    """Print a line of progress; text is never read as style marks."""
    err().print(text, markup=False, style="dim", soft_wrap=True)


def designed(command: Callable[P, T]) -> Callable[P, T]:
    """Tell Hinge's own errors in words and end with exit code 2; nothing else is caught."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except InputError as error:
            tell_problems(error.problems)
        except HingeError as error:
            err().print(f"[bold]Hinge stopped:[/bold] {escape(str(error))}", soft_wrap=True)
        raise typer.Exit(WRONG_INPUT)

    return wrapped


def tell_problems(problems: tuple[Problem, ...]) -> None:
    """Print every problem: where, what, why it matters, what to do."""
    console = err()
    for problem in problems:
        console.print(f"[bold]{escape(str(problem.place))}[/bold]", soft_wrap=True)
        for sentence in (problem.what, problem.why):
            console.print(f"  {escape(sentence)}", soft_wrap=True)
        console.print(f"  [bold]→[/bold] {escape(problem.do)}", soft_wrap=True)
    count = len(problems)
    console.print(
        f"{count} problem{'s' if count != 1 else ''} found; nothing was run.", style="dim"
    )
