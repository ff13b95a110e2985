"""The YAML files of a scenario as records: a schema version and a list."""

from __future__ import annotations

from pydantic import Field

from hinge.scenario.conditioning import Conditioned
from hinge.scenario.fields import Record
from hinge.scenario.interventions import Intervention
from hinge.scenario.parameters import Parameter
from hinge.scenario.records import Region

SCHEMA = 1  # the version of the scenario format that this release reads


class ParameterFile(Record):
    """``parameters.yaml`` and the shipped ``mechanisms.yaml``."""

    schema_version: int = Field(alias="schema")
    parameters: tuple[Parameter, ...]


class InterventionFile(Record):
    """``interventions.yaml``."""

    schema_version: int = Field(alias="schema")
    interventions: tuple[Intervention, ...]


class RegionFile(Record):
    """``regions.yaml``."""

    schema_version: int = Field(alias="schema")
    regions: tuple[Region, ...]


class ConditioningFile(Record):
    """``conditioning.yaml``."""

    schema_version: int = Field(alias="schema")
    observations: tuple[Conditioned, ...] = Field(min_length=1)
