"""Where words go: results to stdout, everything else to stderr; and how a problem is told."""

from __future__ import annotations

import functools
import json
import math
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, ParamSpec, TypeVar

import typer
from rich.console import Console
from rich.markup import escape

from hinge.cli.letters import carries, make_readable
from hinge.errors import HingeError, InputError, Problem

P = ParamSpec("P")
T = TypeVar("T")

FAILED_COMPARISON = 1
WRONG_INPUT = 2
INTERRUPTED = 130
PIPED_WIDTH = 110


def out() -> Console:
    """Return the console of results; plain text of ``PIPED_WIDTH`` columns when piped."""
    make_readable(sys.stdout)
    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(highlight=False, width=PIPED_WIDTH if piped else None)


def err() -> Console:
    """Return the console of progress and problems."""
    make_readable(sys.stderr)
    return Console(stderr=True, highlight=False)


def say(text: str) -> None:
    """Print a line of progress; text is never read as style marks."""
    err().print(text, markup=False, style="dim", soft_wrap=True)


def designed(command: Callable[P, T]) -> Callable[P, T]:
    """Tell Hinge's own errors in words and end with exit code 2; nothing else is caught.

    With ``--json`` the problems also stand on stdout, as the one object that is promised there.
    """

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except InputError as error:
            tell_problems(error.problems)
            problems = problems_json(error)
        except HingeError as error:
            err().print(f"[bold]Hinge stopped:[/bold] {escape(str(error))}", soft_wrap=True)
            problems = problems_json(error)
        if kwargs.get("as_json"):
            print_json(problems)
        raise typer.Exit(WRONG_INPUT)

    return wrapped


def print_json(value: Mapping[str, Any]) -> None:
    """Print one object on stdout; letters as they are where the output has them.

    JSON knows no infinite number and none that is missing: null stands for both.
    """
    text = json.dumps(
        _finite(value), indent=1, ensure_ascii=not carries(sys.stdout), allow_nan=False
    )
    sys.stdout.write(text + "\n")


def _finite(value: Any) -> Any:
    """Return a value with None for every number that is not finite, all the way down."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _finite(one) for key, one in value.items()}
    return [_finite(one) for one in value] if isinstance(value, list | tuple) else value


def problems_json(error: HingeError) -> dict[str, Any]:
    """Return an error as an object: ``problems``, each with rule, what, why, do and place.

    An error that is no list of mistakes is one problem, whose rule is the error's kind and
    whose words all stand in ``what``.
    """
    if isinstance(error, InputError):
        return {"problems": [asdict(problem) for problem in error.problems]}
    rule = re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).lower()
    only = {"rule": rule, "what": str(error), "why": "", "do": "", "place": None}
    return {"problems": [only]}


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
