"""Options that several commands have."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Start(StrEnum):
    """From which day a run starts."""

    ASSESSMENT = "assessment"
    CAMPAIGN = "campaign"


class Vintage(StrEnum):
    """Which knowledge may set priors and states."""

    STRICT = "strict"
    RECONSTRUCTION = "reconstruction"


class View(StrEnum):
    """Whose view of a campaign turning points are sought in."""

    MODEL = "model"
    COMMANDER = "commander"
    HISTORIAN = "historian"


ScenarioName = Annotated[str, typer.Argument(help="A shipped scenario's name, or a folder.")]
RunFolder = Annotated[Path, typer.Argument(help="A folder that a run has written.")]
Seed = Annotated[int, typer.Option(min=0, max=2**32 - 1, help="Key of all random draws.")]
Workers = Annotated[
    int | None, typer.Option(min=1, help="Threads; by default one for each processor.")
]
Out = Annotated[Path | None, typer.Option(help="Run folder; by default a new one under runs/.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of words.")]
Uncalibrated = Annotated[
    bool,
    typer.Option("--uncalibrated", help="Draw all assumptions from their priors alone."),
]
Knowledge = Annotated[Vintage, typer.Option(help="strict: what was known on the assessment date.")]
