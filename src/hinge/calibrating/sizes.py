"""How large a calibration is: draws, replicates, waves, generations."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from hinge.ensemble.design import REPLICATES_MAX
from hinge.errors import InputError, Place, Problem

PIECE = 64  # draws that are written at once: what a killed calibration loses at most, per thread
ROWS = (64, 4096)  # of a posterior: what the rules of a scenario ask for
FEWEST = 128  # draws of a wave below which associations and emulators mean little


@dataclass(frozen=True)
class Sizes:
    """Sizes of a calibration; the defaults take aleppo-2016 twelve to sixteen minutes on two cores.

    ``draws`` of each of ``waves``; ``particles`` of each of at most ``generations``;
    ``replicates`` of every draw; ``rows``: equally weighted draws that are written;
    ``active``: most parameters that are moved.
    """

    draws: int = 8192
    waves: int = 2
    particles: int = 6144
    generations: int = 6
    replicates: int = 4
    rows: int = 1024
    active: int = 20

    def __post_init__(self) -> None:
        """Refuse sizes that cannot give a posterior. InputError."""
        wrong = [
            (name, value, least, most)
            for name, value, least, most in (
                ("draws", self.draws, FEWEST, 1_000_000),
                ("waves", self.waves, 1, 10),
                ("particles", self.particles, FEWEST, 1_000_000),
                ("generations", self.generations, 1, 50),
                ("replicates", self.replicates, 4, REPLICATES_MAX),
                ("rows", self.rows, *ROWS),
                ("active", self.active, 1, 24),
            )
            if not least <= value <= most
        ]
        if wrong:
            raise InputError(
                [
                    Problem(
                        "calibration_size",
                        f"{name} is {value}.",
                        "With such a size a calibration says nothing, or does not end.",
                        f"Give {least} to {most}.",
                        Place("options", 0, name),
                    )
                    for name, value, least, most in wrong
                ]
            )

    @property
    def capacity(self) -> int:
        """Draws over all waves and generations."""
        return self.waves * self.draws + self.generations * self.particles

    @property
    def campaigns(self) -> int:
        """Campaigns to be simulated at most."""
        return self.capacity * self.replicates

    def as_json(self) -> dict[str, int]:
        """Return the sizes as plain values."""
        return asdict(self)
