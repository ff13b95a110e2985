"""Stable numbers of ids, checked for collisions when a world is built."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hinge.draws.ids import entity_hash
from hinge.errors import HingeError
from hinge.world.kinds import Ints


def _all_different(names: Sequence[str], keys: list[int]) -> Ints:
    """Return the keys as an array; raise HingeError if two different names share one."""
    seen: dict[int, str] = {}
    for name, key in zip(names, keys, strict=True):
        if seen.setdefault(key, name) != name:
            message = (
                f"The ids {seen[key]} and {name} fall on the same random stream, so their luck "
                "would be the same. Rename one of them."
            )
            raise HingeError(message)
    return np.array(keys, dtype=np.int64)


def entity_keys(ids: Sequence[str]) -> Ints:
    """Return the numbers of ids (n,), all different."""
    return _all_different(ids, [entity_hash(name) for name in ids])


def pair_keys(pairs: Sequence[tuple[str, str]]) -> Ints:
    """Return the numbers of unordered pairs of ids (n,), all different."""
    names = ["\x1f".join(sorted(pair)) for pair in pairs]
    return _all_different(names, [entity_hash(name) for name in names])
