"""Look at claims of the ring with the stand-in, to be killed on the way: ``killed_looks.py OUT CLAIMS``."""

import sys
from pathlib import Path

import pytest

from hinge.assess import chosen_claims
from hinge.looks.course import until_settled
from hinge.scenario.load import load
from stand_in import use_stand_in

if __name__ == "__main__":
    with pytest.MonkeyPatch.context() as patch:
        use_stand_in(patch)
        ring = load("ring")
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        claims = chosen_claims(ring, sys.argv[2:])
        until_settled(ring, claims, Path(sys.argv[1]), budget=50_000, workers=1)
