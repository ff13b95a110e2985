"""Scores as they show themselves in a notebook: what they say, and the means beside simple baselines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hinge.figures.markup import tag
from hinge.notebook.card import card, plain_table, small

FORECASTS = {
    "model": "model",
    "no_change": "no change",
    "prior_only": "priors alone",
    "base_rate": "base rate",
}
MEASURES = {"brier": "Brier", "fair_brier": "Brier, fair", "log": "log (nats)"}


def scores_html(result: Mapping[str, Any]) -> str:
    """Return scores, as they stand in ``scores.json``, as HTML that fetches nothing."""
    rows = [
        (words, *(f"{result[key][name]:.3f}" for name in FORECASTS))
        for key, words in MEASURES.items()
    ]
    counts, run = result["outcomes"], result["run"]
    note = (
        f"{run['members']:,} runs of {run['draws']:,} draws from {run['start']}; "
        f"{counts['control_facts']} facts about control, {counts['numbers']} other outcomes; "
        f"{counts['skipped']} rows not scored."
    )
    return card(
        f"How close did it come? {result['title']}",
        plain_table(("lower is better", *FORECASTS.values()), rows, numbers=(1, 2, 3, 4)),
        *(tag("p", str(sentence)) for sentence in result["says"]),
        small("scores.json in the folder of the run has every number."),
        note=note,
    )
