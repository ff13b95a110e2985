"""What the files say of a claim beside its verdict: its family, its source in short, arms in words."""

from __future__ import annotations

from dataclasses import dataclass

from hinge.claims.names import full_date
from hinge.report.content import Verdict
from hinge.scenario.claim_records import Claim, ClaimSource
from hinge.scenario.scenario import Scenario

NO_SIDE = "close to no side"


@dataclass(frozen=True)
class Shelf:
    """Claims of a scenario by id, and the names of its interventions."""

    claims: dict[str, Claim]
    titles: dict[str, str]

    @classmethod
    def of(cls, scenario: Scenario) -> Shelf:
        """Take them from a scenario."""
        return cls(
            claims={claim.id: claim for file in scenario.claim_files for claim in file.claims},
            titles={plan.id: plan.title.strip() for plan in scenario.interventions},
        )

    def family(self, verdict: Verdict) -> str:
        """Return the family of a claim in words; its test where the file names none."""
        claim = self.claims.get(verdict["id"])
        return (claim.family if claim else "") or str(verdict["test"])

    def arm(self, arm: str) -> str:
        """Return an arm in words: what is done in it, and from where it starts.

        ``baseline@campaign`` is the baseline from the first day, conditioned on
        the record; ``@prior`` the same without the record.
        """
        plan, _, start = arm.partition("@")
        title = "no intervention" if plan == "baseline" else self.titles.get(plan, plan)
        told = {"campaign": ", from the first day", "prior": ", from the first day, no record used"}
        return title + told.get(start, "")


def short_source(source: ClaimSource) -> str:
    """Return a source in short: the first part of its title, and its date.

    >>> short_source(
    ...     ClaimSource(
    ...         id="x",
    ...         title="Turning Point, SouthFront, 8 August 2016",
    ...         date="2016-08-08",
    ...         stance="close to a side",
    ...         kind="commentary",
    ...     )
    ... )
    'Turning Point, 8 August 2016'
    """
    return f"{source.title.split(', ', maxsplit=1)[0]}, {full_date(source.date)}"


def sentences_of(verdicts: tuple[Verdict, ...] | list[Verdict]) -> int:
    """Return in how many sentences of the sources these claims stand: those that share one count once.

    >>> a = {"id": "A01", "shares_sentence_with": ["A02"]}
    >>> b = {"id": "A02", "shares_sentence_with": []}
    >>> sentences_of([a, b]), sentences_of([b])
    (1, 1)
    """
    root = {verdict["id"]: verdict["id"] for verdict in verdicts}

    def find(one: str) -> str:
        while root[one] != one:
            one = root[one]
        return one

    for verdict in verdicts:
        for other in verdict["shares_sentence_with"]:
            if other in root:
                root[find(other)] = find(verdict["id"])
    return sum(find(one) == one for one in root)
