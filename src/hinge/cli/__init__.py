"""The command line. ``main`` is what the command ``hinge`` starts; everything else loads when used."""

from __future__ import annotations

import os

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""What tells NumPy's linear algebra how many threads to use, before it is first loaded.

The matrices here are small: more threads wait for each other longer than they
work (three times as long for the judging of all claims beside another job on two
processors), and sums over several threads may differ in their last digits from
machine to machine. Simulation has threads of its own, which this does not touch.
"""


def main() -> None:
    """Run the command line on the arguments of this process; what the user has set stands."""
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    from hinge.cli.app import app

    app(prog_name="hinge")
