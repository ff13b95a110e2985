"""What commands say of the calibration, and ``hinge assess --both``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from hinge.claims.wording import short_word
from hinge.cli.console import say

if TYPE_CHECKING:
    from hinge.assessed import Assessment
    from hinge.ensemble.design import Design
    from hinge.ensemble.store import Run
    from hinge.scenario.claim_records import Claim
    from hinge.scenario.scenario import Scenario

FIRST = 2  # parameters named in the table; the page names all


def calibration_said(scenario: Scenario) -> str:
    """Return in one line what a run of the scenario is calibrated with; empty where nothing ships."""
    from hinge.claims.calibration import calibration_words
    from hinge.ensemble.manifest import engine_digest

    return calibration_words(scenario, engine_digest())


def say_calibration(scenario: Scenario) -> None:
    """Say what a run was calibrated with; nothing where nothing ships."""
    words = calibration_said(scenario)
    if words:
        say(words)


def assessed_both(
    scenario: Scenario,
    claims: Sequence[Claim],
    seed: int,
    draws: int,
    out: Path | None,
    workers: int | None,
) -> Assessment:
    """Return the calibrated assessment with all claims beside those of the priors, with progress."""
    from hinge.both import assess_both
    from hinge.cli.commands import simulated

    def shown(one: Scenario, design: Design, folder: Path) -> Run:
        say("Calibrated:" if one.posterior else "Without calibration:")
        return simulated(one, design, folder, workers)

    return assess_both(scenario, claims, shown, seed=seed, draws=draws, out=out)


def both_table(more: Mapping[str, Any]) -> Table:
    """Return every claim with a share, with and without calibration; a star where the word changed."""
    names = {one["parameter"]: one["name"] for one in more["calibration"]["parameters"]}
    table = Table(box=None, expand=True, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for words, ratio in (
        ("", 0),
        ("without calibration", 5),
        ("calibrated", 5),
        ("", 0),
        ("moved by", 6),
    ):
        table.add_column(words, ratio=ratio or None, no_wrap=not ratio)
    for one in more["without_calibration"]["claims"]:
        if not _has_share(one):
            continue
        moved = "; ".join(names[name] for name in one["moved_by"][:FIRST])
        changed = one["changed"]
        table.add_row(
            Text(one["id"], style="bold"),
            Text(_said(one["without"])),
            Text(_said(one["with"]), style="bold" if changed else ""),
            Text("*" if changed else ""),
            Text(moved or ("none that stands out" if changed else "")),
        )
    return table


def both_words(more: Mapping[str, Any]) -> str:
    """Return how many words changed, and where the other run stands."""
    found = more["without_calibration"]
    shared = [one for one in found["claims"] if _has_share(one)]
    changed = sum(one["changed"] for one in shared)
    return (
        f"* {changed} of {len(shared)} claims got another word by calibration. The run without it: "
        f"{found['folder']}."
    )


def _has_share(one: Mapping[str, Any]) -> bool:
    """Return whether a claim has a share in either run."""
    return one["with"]["share"] is not None or one["without"]["share"] is not None


def _said(verdict: Mapping[str, Any]) -> str:
    """Return word and share with interval, of 100; the word alone where there is no share."""
    word = str(verdict["word"] or "no share")
    if verdict["share"] is None:
        return word
    share, low, high = (round(100 * verdict[key]) for key in ("share", "low", "high"))
    return f"{verdict['symbol']} {short_word(word)} {share} ({low}–{high})"
