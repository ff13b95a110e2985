"""Scores with and without each mechanism that was listed by people who knew the outcome.

The mechanisms M1 to M10 (docs/mechanisms/index.md) are general, and none knows of a
place. But whoever listed them knew how one campaign went: *hindsight-motivated
structure*. So a forecast is made again without each, from the same draws and the same
chance, and scored alike:

gain = score without the mechanism - score with all of them

of the Brier score of who held what, and of the CRPS of civilian deaths on the scale
log(1 + x). Above 0 the mechanism makes this forecast better. Intervals of 95 of 100
come from drawing whole regions (of facts of control) and whole counters (of deaths),
with replacement; ``noise`` is the standard error that the finite number of draws
leaves, by leaving out sixteenths of them in turn (jackknife).

Assumption 1: a switch takes a mechanism away cleanly. Others were not set anew without
it, so that what it did may be missed and not made good by them.
Assumption 2: one campaign's facts hang together; intervals over regions tell how much
rests on one corner of the map, not how another campaign would go.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.scores import family_crps, half_brier, span
from hinge.assess import default_folder, simulate
from hinge.ensemble.design import BASELINE, Arm, Design, design_of
from hinge.ensemble.files import disk_errors_as_words, write_json_text
from hinge.ensemble.run import Progress
from hinge.ensemble.store import Run
from hinge.scenario.patch import TOGETHER
from hinge.scenario.scenario import Scenario
from hinge.scenario.switches import PREFIX
from hinge.scoring.controls import FEW_GROUPS, groups_of
from hinge.scoring.ensemble import Ensemble
from hinge.scoring.facts import CONTROL_WORDS, ControlFact, control_facts
