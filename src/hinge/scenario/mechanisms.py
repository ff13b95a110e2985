"""The shipped priors of the mechanisms: general knowledge, the same for every campaign."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from hinge.scenario.build import document
from hinge.scenario.file_records import ParameterFile
from hinge.scenario.parameters import Parameter

FILE = "mechanisms.yaml"


@cache
def mechanism_bytes() -> bytes:
    """Return the shipped file as it is; its bytes count in every scenario's digest."""
    return files("hinge.scenario").joinpath(FILE).read_bytes()


@cache
def mechanisms() -> tuple[Parameter, ...]:
    """Return the shipped parameters in file order; InputError if the file is damaged."""
    return document(mechanism_bytes(), FILE, ParameterFile)[0].parameters
