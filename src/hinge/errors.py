"""The error tree: every message says what is wrong, where, why it matters and what to do.

HingeError
├── InputError        something a user wrote (scenario, claim, intervention, option) is wrong
├── VintageError      a fact later than the assessment date would have set a prior or a state
├── StoreError        a run folder is missing, incomplete or does not match its record
├── TooFewRuns        an estimate was asked for that the runs at hand cannot carry
└── NotTestable       a claim asks for what the tables or the recorded runs do not hold
"""

from __future__ import annotations

from dataclasses import dataclass


class HingeError(Exception):
    """Root of all errors that Hinge raises on purpose; the command line prints it without traceback."""


@dataclass(frozen=True)
class Place:
    """Where a mistake stands: file, line (from 1; 0 when the whole file is meant), field."""

    file: str
    line: int = 0
    field: str = ""

    def __str__(self) -> str:
        """Return ``areas.csv, line 7, field terrain``, leaving out what is not known."""
        parts = [self.file]
        if self.line:
            parts.append(f"line {self.line}")
        if self.field:
            parts.append(f"field {self.field}")
        return ", ".join(parts)


@dataclass(frozen=True)
class Problem:
    """One mistake: what is wrong, why it matters, what to do, and where it stands."""

    rule: str
    what: str
    why: str
    do: str
    place: Place

    def __str__(self) -> str:
        """Return the whole message as one paragraph."""
        return f"{self.place}: {self.what} {self.why} {self.do}"


class InputError(HingeError):
    """One or more mistakes in what a user wrote; ``problems`` holds them all."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems and join their messages, one a line."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in problems))


class VintageError(InputError):
    """A fact later than the assessment date stands where it would set a prior or a state."""


class StoreError(HingeError):
    """A run folder is missing, incomplete or does not match its record."""


class TooFewRuns(HingeError):
    """Too few replications for an estimate; ``have`` and ``need`` say how many."""

    def __init__(self, what: str, have: int, need: int) -> None:
        """Record what was asked for, how many runs there are and how many it needs."""
        self.have, self.need = have, need
        super().__init__(f"{what}: {have} runs are too few, at least {need} are needed.")


class NotTestable(HingeError):
    """A claim asks for what the tables or the recorded runs do not hold; the message is the reason."""
