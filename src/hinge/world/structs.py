"""The compiled types of the groups of ``arrays.py``, and the handles that Python holds on them."""

from __future__ import annotations

from typing import Any

from numba import types
from numba.experimental import structref


class _GroupType(types.StructRef):
    """Base of the compiled types: fields keep their plain types."""

    def preprocess_fields(self, fields: Any) -> Any:
        """Drop literal types, so that one compiled form serves all values."""
        return tuple((name, types.unliteral(kind)) for name, kind in fields)


@structref.register
class MapType(_GroupType):
    """Compiled type of ``Map``."""


@structref.register
class ActorsType(_GroupType):
    """Compiled type of ``Actors``."""


@structref.register
class PlanType(_GroupType):
    """Compiled type of ``Plan``."""


@structref.register
class WatchType(_GroupType):
    """Compiled type of ``Watch``."""


@structref.register
class WorldType(_GroupType):
    """Compiled type of ``World``."""


@structref.register
class GroundType(_GroupType):
    """Compiled type of ``Ground``."""


@structref.register
class ForcesType(_GroupType):
    """Compiled type of ``Forces``."""


@structref.register
class PeopleType(_GroupType):
    """Compiled type of ``People``."""


@structref.register
class FlowsType(_GroupType):
    """Compiled type of ``Flows``."""


@structref.register
class PoliticsType(_GroupType):
    """Compiled type of ``Politics``."""


@structref.register
class CommandsType(_GroupType):
    """Compiled type of ``Commands``."""


@structref.register
class SitesType(_GroupType):
    """Compiled type of ``Sites``."""


@structref.register
class StateType(_GroupType):
    """Compiled type of ``State``."""


@structref.register
class ScratchType(_GroupType):
    """Compiled type of ``Scratch``."""


@structref.register
class ParamsType(_GroupType):
    """Compiled type of ``Params``."""


@structref.register
class RecordsType(_GroupType):
    """Compiled type of ``Records``."""


class _Ref(structref.StructRefProxy):
    """Base of the handles that Python holds on compiled groups."""


class MapRef(_Ref):
    """Handle of a compiled ``Map``."""


class ActorsRef(_Ref):
    """Handle of compiled ``Actors``."""


class PlanRef(_Ref):
    """Handle of a compiled ``Plan``."""


class WatchRef(_Ref):
    """Handle of a compiled ``Watch``."""


class WorldRef(_Ref):
    """Handle of a compiled ``World``."""


class GroundRef(_Ref):
    """Handle of a compiled ``Ground``."""


class ForcesRef(_Ref):
    """Handle of compiled ``Forces``."""


class PeopleRef(_Ref):
    """Handle of compiled ``People``."""


class FlowsRef(_Ref):
    """Handle of compiled ``Flows``."""


class PoliticsRef(_Ref):
    """Handle of compiled ``Politics``."""


class CommandsRef(_Ref):
    """Handle of compiled ``Commands``."""


class SitesRef(_Ref):
    """Handle of compiled ``Sites``."""


class StateRef(_Ref):
    """Handle of a compiled ``State``."""


class ScratchRef(_Ref):
    """Handle of compiled ``Scratch``."""


class ParamsRef(_Ref):
    """Handle of compiled ``Params``."""


class RecordsRef(_Ref):
    """Handle of compiled ``Records``."""
