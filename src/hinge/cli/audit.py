"""``hinge audit``: what the model must satisfy whatever the campaign; the audits are loaded when used."""

from __future__ import annotations

import typer

audit = typer.Typer(
    help="Hold the model against what it must satisfy.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
