"""``looks.json`` of a run folder: what each look found, and which claims it settled.

It is written whole after each look, before the run grows, and holds all that is
needed to go on: a process killed at any moment takes up at the look it was in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pydantic
from pydantic import BaseModel, ConfigDict, Field

from hinge.errors import StoreError

FILE = "looks.json"

State = Literal["settled", "open", "no share"]
"""Of a claim: settled; to be looked at again; or without a share that more runs would bring."""


class _Frozen(BaseModel):
    """Base of the records."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Seen(_Frozen):
    """What one look found of a claim; ``n`` counts what its test counts, null without a share.

    ``replications``: size of the look, in replications of each arm, or in draws
    of the tables for a claim that is read from them alone.
    """

    look: int
    replications: int
    n: int | None
    low: float | None
    high: float | None
    share: float | None
    word: str


class ClaimLooks(_Frozen):
    """A claim over the looks: its state, what each look found, and the verdict of the last of them.

    ``arms``: how many arms its first reading rests on; 0: it is read from the tables alone.
    """

    state: State
    arms: int
    history: tuple[Seen, ...]
    verdict: dict[str, Any]

    @property
    def last(self) -> Seen:
        """The look at which the claim settled, or the last one at which it was judged."""
        return self.history[-1]

    def as_json(self) -> dict[str, Any]:
        """Return what stands under ``looks`` in the claim's verdict."""
        return {
            "look": self.last.look,
            "settled": self.state == "settled",
            "state": self.state,
            "replications": self.last.replications,
            "history": [seen.model_dump() for seen in self.history],
        }


class Look(_Frozen):
    """One look: its number from 1, its size, replications of each arm by id after it.

    ``simulated``: replications that it took; ``spent``: those of all looks so
    far; ``digest`` of the results that were judged.
    """

    number: int
    size: int
    arms: dict[str, int]
    simulated: int
    spent: int
    digest: str


class Record(_Frozen):
    """All looks of a run so far. The first fields say of what; they must agree to go on.

    ``tested``: how many of the claims are put to a test at all.
    """

    schema_version: Literal[1] = Field(default=1, alias="schema")
    scenario: str
    vintage: str
    pulled: tuple[str, ...]
    posterior: str = ""
    seed: int
    engine: str
    tested: int
    budget: int
    looks: tuple[Look, ...] = ()
    claims: dict[str, ClaimLooks] = {}

    @property
    def spent(self) -> int:
        """Replications that all looks so far took."""
        return self.looks[-1].spent if self.looks else 0

    def count(self, state: State) -> int:
        """Return how many claims are in a state."""
        return sum(claim.state == state for claim in self.claims.values())

    @property
    def words(self) -> str:
        """How far the claims are: ``14 of 25 claims settled, 3 of the rest need more``."""
        left = self.count("open")
        more = (
            f"{left} of the rest need{'s' if left == 1 else ''} more" if left else "none needs more"
        )
        return f"{self.count('settled')} of {self.tested} claims settled, {more}"


def read_record(folder: Path) -> Record | None:
    """Return the looks of a run folder, None where there are none; StoreError where they cannot be read."""
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        return Record.model_validate_json(path.read_bytes())
    except (pydantic.ValidationError, UnicodeDecodeError) as error:
        raise StoreError(
            f"{path} cannot be read as a record of looks: it was changed by hand, or written by "
            "another version of Hinge. Choose another folder with --out."
        ) from error


def write_record(folder: Path, record: Record) -> None:
    """Write the looks whole or not at all."""
    from hinge.ensemble.files import disk_errors_as_words, write_whole

    with disk_errors_as_words(folder):
        write_whole(folder / FILE, record.model_dump_json(indent=1, by_alias=True) + "\n")


def require_same(folder: Path, old: Record, new: Record, claims: tuple[str, ...]) -> None:
    """Raise StoreError where the looks in a folder are those of something else."""
    pairs = [
        ("content of the scenario", old.scenario[:12], new.scenario[:12]),
        ("vintage", old.vintage, new.vintage),
        ("interventions pulled", ", ".join(old.pulled) or "none", ", ".join(new.pulled) or "none"),
        ("posterior", old.posterior[:12] or "none", new.posterior[:12] or "none"),
        ("seed", str(old.seed), str(new.seed)),
        ("engine", old.engine[:12], new.engine[:12]),
        ("claims", _listed(tuple(old.claims)), _listed(claims)),
    ]
    found = [f"{what}: {before} there, {now} now" for what, before, now in pairs if before != now]
    if found:
        raise StoreError(
            f"The folder {folder} holds looks at something else. What differs: {'; '.join(found)}. "
            "Choose another folder with --out."
        )


def _listed(claims: tuple[str, ...]) -> str:
    """Return ids of claims for a message, in order of the alphabet."""
    return ", ".join(sorted(claims)) or "none"
