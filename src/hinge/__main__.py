"""``python -m hinge`` is the same as the command ``hinge``."""

from __future__ import annotations

from hinge.cli import main

if __name__ == "__main__":
    main()
