"""Stable numbers for names: what a draw is for is a hash of an id, never a row number."""

from __future__ import annotations

import hashlib


def entity_hash(text: str) -> int:
    """Return the 32-bit number of an id: the first four bytes of its SHA-256, big end first."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest()[:4], "big")
