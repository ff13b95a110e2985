"""A rivals.yaml for the scenario ring, as tests need it."""

from __future__ import annotations

from pathlib import Path

from scenario.rings import copy_ring

RIVALS = """\
schema: 1
sets:
  - id: gate_lost
    question: "Why did cobalt lose the gate (invented)?"
    byproducts:
      - id: on_time
        says: "The gate changed hands on about 10 May."
        reads:
          kind: first
          predicate: {kind: control, of: gate, by: amber, when: {by: 2001-05-15}}
        error: {kind: days, low: 2001-05-08, high: 2001-05-12, sd: 2, discrepancy: 3, never: 0.2}
        floor: 0.02
        true_on: 2001-05-10
        known_on: 2001-05-12
        source: "A diary (invented)"
      - id: losses
        says: "Cobalt lost 20 to 60 soldiers."
        reads:
          kind: number
          measure: {series: killed.cobalt, from: 2001-05-01, to: 2001-05-12}
        error: {kind: factor, low: 20, high: 60, log_sd: 0.5, discrepancy: 0.7}
        floor: 0.02
        true_on: 2001-05-12
        known_on: 2001-05-12
        source: "A diary (invented)"
      - id: open_road
        says: "The road was closed on 14 May."
        reads:
          kind: holds
          predicate: {kind: siege, of: pocket, side: cobalt, is: [closed], when: {on: 2001-05-14}}
        error: {kind: report, miss: 0.05, discrepancy: 0.1}
        floor: 0.02
        true_on: 2001-05-14
        known_on: 2001-05-14
        source: "A diary (invented)"
    rivals:
      - id: outgunned
        claim: D01
        says: "Amber's guns decided it."
        under: [nothing_changes]
      - id: worn_down
        claim: L01
        says: "Cobalt was worn down."
        under: [guns_fall_silent]
"""


def ring_with_rivals(folder: Path, text: str = RIVALS) -> Path:
    """Return a copy of ring with rivals in it, inside a folder."""
    ring = copy_ring(folder)
    (ring / "rivals.yaml").write_text(text, encoding="utf-8")
    return ring
