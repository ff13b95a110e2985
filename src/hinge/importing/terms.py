"""Licence and citation: a reader knows the usual ones, a person confirms them or gives others.

Nothing is imported until somebody has said under which terms the file came.
"""

from __future__ import annotations

from dataclasses import dataclass

from hinge.errors import Place
from hinge.importing.cells import Cells
from hinge.importing.local_file import refused

MAX_WORDS = 700  # characters of licence, citation and edition each; rows repeat them


@dataclass(frozen=True)
class Usual:
    """What a reader believes about the tables it is for; for a person to confirm."""

    licence: str
    citation: str


@dataclass(frozen=True)
class TermsAsked:
    """What the user said: licence, citation, whether the usual ones hold, where it was got, edition."""

    licence: str = ""
    citation: str = ""
    confirm: bool = False
    got: str = ""
    edition: str = ""


@dataclass(frozen=True)
class Terms:
    """The terms that hold for an import; ``basis`` says who says so."""

    licence: str
    citation: str
    basis: str
    got: str
    edition: str

    @property
    def source(self) -> str:
        """What stands in the source column of a row."""
        edition = f", {self.edition}" if self.edition else ""
        return f"{self.citation}{edition} ({self.licence})"


def settle(asked: TermsAsked, usual: Usual | None, file: str) -> Terms:
    """Return the terms; raise InputError unless the licence was given, or the usual one confirmed."""
    place = Place(file)
    said = {"--licence": asked.licence, "--citation": asked.citation, "--edition": asked.edition}
    for option, text in said.items():
        Cells(option, 0, {"": text}).text("", MAX_WORDS)
    if not asked.licence and usual is None:
        raise refused(
            "licence_unknown",
            place,
            "The licence of this file is not known.",
            "Tables of this layout come under many licences; some may not be passed on.",
            'Look at the page where it was got and give it: --licence "..." --citation "...".',
        )
    if not asked.licence and not asked.confirm:
        raise refused(
            "licence_not_confirmed",
            place,
            f"The usual licence of such files is: {usual.licence if usual else ''}",
            "Terms change from release to release, so somebody has to look.",
            'Check where the file was got, then say --confirm-licence, or give --licence "...".',
        )
    citation = asked.citation or (usual.citation if usual else "")
    if not citation:
        raise refused(
            "no_citation",
            place,
            "There is no citation for this file.",
            "Rows without a source cannot be checked by anybody.",
            'Give --citation "...": author, year, title, publisher.',
        )
    return Terms(
        licence=asked.licence or (usual.licence if usual else ""),
        citation=citation,
        basis="given by the user" if asked.licence else "usual licence, confirmed by the user",
        got=asked.got or "not said",
        edition=asked.edition,
    )
