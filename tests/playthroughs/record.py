"""Write a replication down as a day log, in words that a reader can follow.

A changed model shows as a readable difference. Only this script rewrites the
logs; a change of theirs belongs into the changelog. From the root of the
project: ``python tests/playthroughs/record.py``
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from replays import Replay  # noqa: E402  # found through the line above when run as a script

LOGS = {"ring": (3, 45)}  # scenario: parameter draw, last day
SIEGES = ("open", "insecure", "closed by fire", "closed")
NEVER = -1


def day_log(scenario: str) -> list[str]:
    """Return the lines of a scenario's log."""
    draw, last = LOGS[scenario]
    replay = Replay(scenario, draws=draw + 1)
    head = f"{scenario}: seed {replay.seed}, draw {draw}, replicate 0, from {replay.start}"
    lines = [head, "rewritten by tests/playthroughs/record.py alone", ""]
    before: tuple[list[str], list[str], list[str]] | None = None
    for day, state in replay.days(last, draw):
        lines.append(f"day {day}: {', '.join(_sides(replay, state))}")
        lines.append(
            f"  civilians killed {state.people.dead.sum():.0f}, displaced {state.people.displaced.sum():.0f}"
        )
        now = (_ground(replay, state), _sieges(replay, state), list(_efforts(replay, state, day)))
        known = before or ([], [], [])
        for told, was in zip(now[:2], known[:2], strict=True):
            lines += [f"  {line}" for line in told if line not in was]
        lines += [f"  {line}" for line in now[2]]
        before = now
    return lines


def _names(records: Any) -> list[str]:
    """Return ids in file order."""
    return [record.id for record in records]


def _sides(replay: Replay, state: Any) -> Iterator[str]:
    """Say for each side how many are under arms, and how many were killed."""
    of = replay.world.actors.formation_side
    for row, side in enumerate(_names(replay.scenario.head.sides)):
        strength = state.forces.strength[of == row].sum()
        killed = state.forces.killed[of == row].sum()
        yield f"{side} {strength:.0f} ({killed:.0f} killed)"


def _ground(replay: Replay, state: Any) -> list[str]:
    """Say who holds what."""
    sides = [*_names(replay.scenario.head.sides), "nobody"]
    return [
        f"{area} is {sides[state.ground.control[row]]}'s{', contested' if state.ground.contested[row] else ''}"
        for row, area in enumerate(_names(replay.scenario.areas))
    ]


def _sieges(replay: Replay, state: Any) -> list[str]:
    """Say how the watched ways stand."""
    pairs = [(region.id, side) for region in replay.scenario.regions for side in region.watch]
    return [
        f"the way of {side} into {region} is {SIEGES[state.flows.siege[row]]}"
        for row, (region, side) in enumerate(pairs)
    ]


def _efforts(replay: Replay, state: Any, day: int) -> Iterator[str]:
    """Say which main efforts begin today."""
    areas = _names(replay.scenario.areas)
    for row, faction in enumerate(_names(replay.scenario.factions)):
        if day > 0 and state.commands.since[row] == day:
            yield f"{faction} begins a main effort on {areas[state.commands.objective[row]]}"


def main() -> None:
    """Rewrite every log."""
    for scenario in LOGS:
        text = "\n".join(day_log(scenario)) + "\n"
        (HERE / f"{scenario}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
