"""Every mechanism's switch: what-ifs that set a mechanism's parameters to where it does nothing.

Pulled like an intervention, under the name ``without_<mechanism>``; draws of all
other parameters stay as they are. A switch is a question about the model, not
about history, and its admissibility says so. docs/mechanisms/index.md says which
mechanism carries which row of the model.
"""

from __future__ import annotations

from dataclasses import dataclass

from hinge.scenario.interventions import Admissibility, Intervention, SetParameter
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_ids

PREFIX = "without_"
NEVER_WITHIN_A_RUN = 100_000.0  # days
NO_HAZARD = -50.0  # logarithm of a daily hazard that is nought for all purposes


@dataclass(frozen=True)
class Switch:
    """A mechanism that can be switched off: its name, what falls away, parameters at which it does nothing.

    A ``*`` in an id stands for every sponsor.
    """

    id: str
    says: str
    off: tuple[tuple[str, float], ...]


SWITCHES = (
    Switch(
        "axis", "Commands choose among their options at random.", (("orders.rationality", 0.0),)
    ),
    Switch("window", "Commands give waiting no worth.", (("orders.window_weight", 0.0),)),
    Switch("probes", "No attacks beside the main effort.", (("orders.probe_intensity", 0.0),)),
    Switch("tenure", "Ground held for long is no stronger.", (("combat.tenure_gain", 1.0),)),
    Switch("culmination", "Attackers do not tire.", (("combat.culmination", 0.0),)),
    Switch(
        "fire_control", "Roads are under no fire from heights.", (("supply.fire_strength", 0.0),)
    ),
    Switch("front_fire", "No fire across quiet fronts.", (("combat.front_fire", 0.0),)),
    Switch("road_losses", "Fire on roads destroys no load.", (("supply.road_loss", 0.0),)),
    Switch(
        "hardship",
        "Hunger of civilians moves no formation to break or to hold.",
        (("cohesion.hardship", 0.0),),
    ),
    Switch("line_keeping", "Nobody fills gaps in the front.", (("orders.line_keeping", 0.0),)),
    Switch("support", "Fire from afar supports nobody on the ground.", (("combat.support", 0.0),)),
    Switch(
        "arrivals",
        "Nobody arrives but by dated events, and losses are not replaced.",
        (("arrivals.rate", 0.0), ("arrivals.replacement", 0.0)),
    ),
    Switch("ambush", "Covering ground hides nobody.", (("combat.ambush", 0.0),)),
    Switch(
        "urban_costs",
        "Fighting in towns uses no more supply, costs attackers no more or less, and takes no longer.",
        (("supply.urban_use", 1.0), ("combat.urban_attack", 1.0), ("combat.urban_pace", 1.0)),
    ),
    Switch(
        "freed_forces",
        "Losses here stir no other front.",
        (("fronts.freed", 0.0),),
    ),
    Switch("other_fronts", "No other front pins reserves.", (("fronts.on", 0.0),)),
    Switch("redirection", "No sponsor draws groups away.", (("sponsors.*.redirect_hazard", 0.0),)),
    Switch(
        "sponsors",
        "Sponsors neither raise nor cut support.",
        (("sponsors.*.cut_hazard", 0.0), ("sponsors.raise_hazard", 0.0)),
    ),
    Switch(
        "ladder",
        "Sponsors neither escalate nor hold back.",
        (("ladder.up", NO_HAZARD), ("ladder.down", NO_HAZARD)),
    ),
    Switch(
        "coalitions",
        "Commands stay as they are on the first day.",
        (("coalitions.interval", NEVER_WITHIN_A_RUN),),
    ),
    Switch(
        "facilities",
        "Facilities save no time and cannot be damaged.",
        (("facilities.quickness", 0.0), ("strikes.facility_damage", 0.0)),
    ),
    Switch(
        "political_effect",
        "Strikes do nothing to recruitment and cohesion.",
        (("strikes.political_effect", 0.0),),
    ),
    Switch(
        "hope",
        "Hope of relief changes nothing.",
        (("cohesion.hope", 0.0), ("settlement.hope", 0.0)),
    ),
    Switch("contagion", "Collapse does not spread.", (("cohesion.contagion", 0.0),)),
    Switch("settlement", "No siege ends by deal.", (("settlement.base", 0.0),)),
    Switch(
        "frailty",
        "A siege that has stood long settles as readily as a new one.",
        (("settlement.frailty", 0.0),),
    ),
    Switch(
        "two_stocks",
        "Food lasts no longer than ammunition, and nothing leaks in.",
        (("supply.food_target", 10.0), ("supply.leakage", 0.0)),
    ),
    Switch(
        "uncertainty",
        "Commands see hostile strength as it is, at once.",
        (("beliefs.noise", 0.0), ("beliefs.lag", 1.0), ("beliefs.notice", 1.0)),
    ),
)


@dataclass(frozen=True)
class Mechanism:
    """A mechanism listed by people who knew how a campaign went (docs/mechanisms/index.md), and its switches."""

    id: str
    says: str
    switches: tuple[str, ...]


MECHANISMS = (
    Mechanism(
        "M1",
        "choosing the axis, concentrating",
        ("without_axis", "without_probes", "without_line_keeping"),
    ),
    Mechanism("M2", "tenure and culmination", ("without_tenure", "without_culmination")),
    Mechanism(
        "M3",
        "fire control without occupation",
        ("without_fire_control", "without_front_fire", "without_road_losses"),
    ),
    Mechanism("M4", "arrivals as a process", ("without_arrivals",)),
    Mechanism(
        "M5",
        "pull of other fronts; redirection by sponsors",
        ("without_other_fronts", "without_redirection"),
    ),
    Mechanism("M6", "hope of relief; contagion of collapse", ("without_hope", "without_contagion")),
    Mechanism("M7", "negotiated end of a siege", ("without_settlement",)),
    Mechanism("M8", "two stocks and leakage", ("without_two_stocks", "without_hardship")),
    Mechanism("M9", "restraint as well as escalation", ("without_ladder",)),
    Mechanism("M10", "information about the other side", ("without_uncertainty",)),
)
EVERY = Mechanism("all", "all ten together", tuple(s for m in MECHANISMS for s in m.switches))


def switch_names() -> tuple[str, ...]:
    """Return the names under which mechanisms are switched off."""
    return tuple(PREFIX + switch.id for switch in SWITCHES)


def switched_off(scenario: Scenario, name: str) -> Intervention | None:
    """Return the intervention that switches a mechanism of this scenario off; None for another name."""
    for switch in SWITCHES:
        if name == PREFIX + switch.id:
            return _intervention(scenario, switch)
    return None


def _intervention(scenario: Scenario, switch: Switch) -> Intervention:
    """Return the levers of a switch, with the reasons why the question is a fair one."""
    known = parameter_ids(scenario)
    levers = [
        SetParameter(lever="set_parameter", parameter=found, value=value)
        for name, value in switch.off
        for found in _matching(name, known)
    ]
    return Intervention(
        id=PREFIX + switch.id,
        title=f"Without the mechanism: {switch.id.replace('_', ' ')}",
        says=switch.says,
        levers=tuple(levers),
        admissibility=Admissibility(
            clarity="One mechanism of the model does nothing; all others stay.",
            cotenability="A model without it can be run; whether the world could is not asked.",
            minimal_rewrite="Its parameters are set to where it has no effect; draws of others stay.",
            theory="What vanishes without a mechanism is what the mechanism explains here.",
            statistics="The comparison is paired: the same draws and the same chance.",
            projectability="A pattern that needs it here should need it in other campaigns too.",
        ),
    )


def _matching(name: str, known: tuple[str, ...]) -> list[str]:
    """Return the ids that a name with a star stands for."""
    if "*" not in name:
        return [name]
    first, last = name.split("*")
    return [found for found in known if found.startswith(first) and found.endswith(last)]
