"""``hinge neutrality``: what verdicts rest on, who would put it elsewhere, and whose claims would gain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from hinge.cli.console import out
from hinge.cli.options import AsJson, RunFolder
from hinge.cli.tables import plain_table

if TYPE_CHECKING:
    from hinge.claims.disputed import Leading, Neutrality


def neutrality(folder: RunFolder, as_json: AsJson = False) -> None:
    """List the assumptions that move most verdicts, who would dispute each, and which way."""
    from hinge.assessed import recorded
    from hinge.claims.disputed import neutrality as found_in
    from hinge.cli.console import print_json

    assessment = recorded(folder)
    found = found_in(assessment.scenario, assessment.verdicts)
    if as_json:
        print_json(found.to_json())
        return
    out().print(shown(found))


def shown(found: Neutrality) -> RenderableType:
    """Return what was found as it is printed: assumptions, perspectives, whose claims were judged."""
    parts: list[RenderableType] = [
        Text("Who would dispute what the verdicts rest on?", style="bold"),
        Text("Nothing here moves a verdict. Assumptions that move most claims first.", style="dim"),
        Text(""),
    ]
    if not found.leading:
        parts.append(Text("No single assumption stands out in this run."))
    parts += [line for one in found.leading for line in _assumption(one)]
    parts += [Text(""), _perspectives(found), Text(""), _spoken(found)]
    if found.unnamed:
        named = ", ".join(found.unnamed)
        parts += [Text(""), Text(f"Against these nobody is named yet: {named}.")]
    return Group(*parts)


def _assumption(one: Leading) -> Iterator[Text]:
    """Yield the lines on one assumption."""
    from hinge.claims.disputed import LESS, MORE, NOBODY

    yield Text.assemble((one.name, "bold"), (f"  {one.parameter}", "dim"))
    for way in (MORE, LESS):
        claims = ", ".join(moved.label for moved in one.moves if moved.raised == way)
        if claims:
            yield Text(f"  higher: {claims} would hold {way}")
    rest = ", ".join(moved.label for moved in one.moves if moved.raised not in {MORE, LESS})
    if rest:
        yield Text(f"  {rest} moved in no one direction")
    if one.nobody:
        yield Text(f"  {NOBODY}")
    for push in one.pushes:
        so = f", {push.serves}" if push.serves else ""
        yield Text(f"  {push.name}: {push.push}{so}. {push.why}")


def _perspectives(found: Neutrality) -> RenderableType:
    """Return how often each perspective is heard."""
    if not found.heard:
        return Text("The scenario names nobody (disputes.yaml).")
    table = plain_table(
        "perspective", "objections", "higher", "lower", "by a source", "of those above"
    )
    for one in found.heard:
        counts = (one.entries, one.higher, one.lower, one.by_source, one.leading)
        table.add_row(Text(one.name), *(str(number) for number in counts))
    return table


def _spoken(found: Neutrality) -> RenderableType:
    """Return whose claims were judged."""
    table = plain_table("claims of sources close to", "sources", "claims")
    for one in found.spoken:
        table.add_row(Text(one.side.replace("_", " ")), str(one.sources), str(one.claims))
    return table
