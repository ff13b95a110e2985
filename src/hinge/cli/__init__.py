"""The command line. ``main`` is what the command ``hinge`` starts; everything else loads when used."""

from __future__ import annotations


def main() -> None:
    """Run the command line on the arguments of this process."""
    from hinge.cli.app import app

    app(prog_name="hinge")
