"""A monitors.yaml for the scenario ring, as tests need it."""

from __future__ import annotations

from pathlib import Path

from scenario.rings import copy_ring

MONITORS = """\
schema: 1
monitors:
  - id: hospital
    name: The hospital of the town
    names: [hospital, both sides]
    stance: leaning
    side: cobalt
    known_on: 2001-05-02
    source: Dispatch (invented)
    counts:
      - kind: civilians_killed
        share: {low: 0.4, high: 0.9}
        own: {low: 0.2, high: 0.5}
        hostile: {low: 0.5, high: 1.0}
        by_side: true
        lag_days: {low: 1, high: 4}
        status: judgement
        source: Dispatch (invented)
      - kind: siege
        date_error_days: 1
        status: judgement
        source: Dispatch (invented)
  - id: observers
    name: Observers
    stance: independent
    rests_on: [hospital]
    known_on: 2001-05-02
    source: Dispatch (invented)
    counts:
      - kind: soldiers_killed
        share: {low: 0.2, high: 0.8}
        by_side: true
        status: judgement
        source: Dispatch (invented)
      - kind: displaced
        share: {low: 0.5, high: 2.0}
        status: judgement
        source: Dispatch (invented)
  - id: census
    name: The census of 2003
    stance: independent
    known_on: 2003-02-01
    source: Census (invented)
    counts:
      - kind: civilians_killed
        share: {low: 0.9, high: 1.0}
        status: judgement
        source: Census (invented)
said:
  - {observation: ob4, monitor: hospital, kind: civilians_killed, in: [pocket], value: 12}
  - {observation: ob3, monitor: hospital, kind: civilians_killed}
"""
ROW = (
    "ob4,civilians_killed,pocket,2001-05-02,2001-05-14,15,10,20,persons,hospital; observers,"
    "2001-05-14,2001-05-15,Dispatch (invented),\n"
)


def ring_with_monitors(folder: Path, text: str = MONITORS) -> Path:
    """Return a copy of ring, inside a folder, with monitors and a figure that one of them published."""
    ring = copy_ring(folder)
    (ring / "monitors.yaml").write_text(text, encoding="utf-8")
    table = ring / "observations.csv"
    rows = table.read_text(encoding="utf-8").replace(",persons,hospital,", ",persons,both sides,")
    table.write_text(rows.rstrip("\n") + "\n" + ROW, encoding="utf-8")
    return ring
