"""What names a scenario's content: the digest of its files, and of those that a calibration rests on."""

from __future__ import annotations

import hashlib

from hinge.scenario.folder import CLAIMS

SCORING_ALONE = ("outcomes.csv",)  # what happened later: no forecast's name or digest knows it
NO_FACTS = (
    "interventions.yaml",
    "patterns.yaml",
    "rivals.yaml",
    "disputes.yaml",
    "outcomes.csv",
    "map.geojson",
    "basemap.geojson",
    "posterior.csv",
    "posterior.json",
    "SOURCES.md",
)
"""Files that no calibration reads: they may change, as claims may, and a posterior still fits."""


def digest(files: dict[str, bytes]) -> str:
    """Return the SHA-256 over names and contents, in order of name, as 64 hexadecimal digits.

    Files that serve scoring alone take no part: a corrected outcome must neither rename a
    forecast nor make a stored one look changed.
    """
    total = hashlib.sha256()
    for name in sorted(set(files) - set(SCORING_ALONE)):
        encoded = name.encode()
        total.update(len(encoded).to_bytes(8, "little") + encoded)
        total.update(len(files[name]).to_bytes(8, "little") + files[name])
    return total.hexdigest()


def facts_digest(files: dict[str, bytes]) -> str:
    """Return the digest of what a calibration rests on: no claim, what-if, map or posterior.

    ``files``: those of a folder, and the shipped priors. Line ends do not count.
    """
    facts = {
        name: data.replace(b"\r\n", b"\n")
        for name, data in files.items()
        if name not in NO_FACTS and not name.startswith(f"{CLAIMS}/")
    }
    return digest(facts)
