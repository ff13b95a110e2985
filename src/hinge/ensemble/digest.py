"""Digests of results: SHA-256 over decoded little-endian arrays, block by block, then over blocks.

A digest does not depend on compression, on chunking or on how many threads
ran: a block is always 64 replications, and blocks are taken in order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.ensemble.arrays import FIELDS, Block

FORM = "hinge results 1"  # changes when what is hashed, or how, changes


def array_bytes(array: NDArray[Any]) -> memoryview:
    """Return the values of ``array`` as little-endian bytes in row order."""
    little = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
    return little.reshape(-1).view(np.uint8).data


def block_digest(block: Block) -> str:
    """Return the SHA-256 of a block: for each field its name, type, shape and bytes."""
    sha = hashlib.sha256()
    for name in FIELDS:
        array = block.field(name)
        little = array.dtype.newbyteorder("<")
        sha.update(f"{name} {little.str} {array.shape}\n".encode())
        sha.update(array_bytes(array))
    return sha.hexdigest()


def run_digest(blocks: Iterable[tuple[str, int, str]]) -> str:
    """Return the digest of a run from (arm, block, digest of the block), in order of the design."""
    sha = hashlib.sha256(f"{FORM}\n".encode())
    for arm, block, digest in blocks:
        sha.update(f"{arm}\t{block}\t{digest}\n".encode())
    return sha.hexdigest()


def values_digest(values: NDArray[np.float64]) -> str:
    """Return the SHA-256 of parameter values (draws, parameters) that were given to a run."""
    sha = hashlib.sha256(f"hinge values {values.shape}\n".encode())
    sha.update(array_bytes(values))
    return sha.hexdigest()
