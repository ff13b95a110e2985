"""Probes: factions review the one they have, and choose a new one by quantal response."""

from __future__ import annotations

from typing import Any

from twins.draws import exp, log, uniform
from twins.things import Area, Campaign, Faction, Side

BARE = 0.02  # thousands: what an empty area is taken to hold
PROBE_CHOICE = 33  # purpose of the draw


class Opinion:
    """What a side thinks of the ground on a day: worth and defence of what it could take, and its threats."""

    def __init__(self, campaign: Campaign, side: Side, day: int) -> None:
        """Look at the whole map."""
        params = campaign.params
        targets = [area for area in campaign.areas if side.hostile_to(area.holder)]
        self.value = _worth(targets, params)
        self.against = {
            area: area.hostile_strength(side) * area.defence(params, day) + BARE
            for area in targets
            if any(beside.holder is side for beside, _ in area.roads)
        }
        self.threats = {
            area: {
                beside
                for beside, _ in area.roads
                if side.hostile_to(beside.holder) and beside.hostile_strength(side) > BARE
            }
            for area in campaign.areas
            if area.holder is side
        }


def _worth(targets: list[Area], params: Any) -> dict[Area, float]:
    """Return what ground is worth: its people, the supply through it, and what lies behind it."""
    people = 0.0
    for area in targets:
        people += area.people
    value = {}
    for area in targets:
        value[area] = params.people_weight * area.people / max(people, 1.0)
        holder = area.holder
        if holder.need > 0.0:
            share = holder.load.get(area, 0.0) / holder.need
            value[area] += params.cut_weight * min(1.0, share)
    waiting = [area for area in targets if value[area] > 0.0]
    while waiting:
        following = []
        for area in waiting:
            carried = value[area] * params.look_ahead
            for beside, _ in area.roads:
                if beside in value and carried > value[beside]:
                    value[beside] = carried
                    following.append(beside)
        waiting = following
    return value


def side_orders(campaign: Campaign, side: Side, day: int) -> None:
    """Give the factions of a side their day: one review or one choice each."""
    opinion: Opinion | None = None
    interval = max(1, int(campaign.params.decision_interval + 0.5))
    for faction in side.factions:
        if faction.target is not None:
            review(faction, campaign.params, day)
        elif (day + faction.key + interval // 2) % interval == 0:
            opinion = opinion or Opinion(campaign, side, day)
            choose(campaign, faction, opinion, day)


def review(faction: Faction, params: Any, day: int) -> None:
    """End a probe that has its ground, or has lasted or cost too much."""
    persons = worn = 0.0
    for formation in faction.formations:
        if formation.probing:
            persons += formation.strength
            worn += formation.strength * formation.wear
    assert faction.target is not None  # noqa: S101  # only factions with a probe are reviewed
    over = persons <= 0.0 or worn > params.tolerance * persons
    late = day - faction.since > params.probe_patience
    if over or late or not faction.side.hostile_to(faction.target.holder):
        for formation in faction.formations:
            if formation.probing:
                formation.stand_down()
        faction.target = None


class Hands:
    """What a faction has free for a probe today, who of it would stay, and who stays anyway."""

    def __init__(self, faction: Faction, params: Any) -> None:
        """Count."""
        self.stay: set[Area] = set()  # where somebody of the side stays whatever the faction does
        self.total = 0.0  # thousands, of the faction
        self.free: dict[Area, float] = {}  # thousands that could attack from there
        self.weakest: dict[Area, tuple[float, int]] = {}  # of those: thousands, key
        for formation in faction.side.formations:
            if formation.strength <= 0.0:
                continue
            area, ours = formation.area, formation.faction is faction
            if ours:
                self.total += formation.effective
            if ours and formation.free:
                brings = formation.attack_strength(params)
                self.free[area] = self.free.get(area, 0.0) + brings
                one = (brings, formation.key)
                self.weakest[area] = min(self.weakest.get(area, one), one)
            elif not formation.probing and formation.goal is None:
                self.stay.add(area)

    def must_guard(self, area: Area, target: Area, opinion: Opinion) -> bool:
        """Say whether one has to stay in an area: others than the target threaten it, and nobody else stays."""
        return area not in self.stay and bool(opinion.threats[area] - {target})


def choose(campaign: Campaign, faction: Faction, opinion: Opinion, day: int) -> None:
    """Choose a probe or none, and send those beside its ground."""
    hands = Hands(faction, campaign.params)
    if hands.total <= 0.0:
        return
    options = _options(faction.side, hands, opinion, campaign.params)
    target = _drawn(campaign, faction, options, day)
    if target is None:
        return
    faction.target, faction.since = target, day
    near = {beside for beside, _ in target.roads if beside.holder is faction.side}
    starts = [area for area in near if area in hands.free]
    at_home = {hands.weakest[a][1] for a in starts if hands.must_guard(a, target, opinion)}
    for formation in faction.formations:
        if formation.area in near and formation.free and formation.key not in at_home:
            formation.probing = True
            formation.goal = target


def _options(side: Side, hands: Hands, opinion: Opinion, params: Any) -> list[tuple[Area, float]]:
    """Return what could be probed with its utility: worth times chance, less what may be lost."""
    options: list[tuple[Area, float]] = []
    for area, against in opinion.against.items():
        value, local = opinion.value[area], 0.0
        if value <= 0.0:
            continue
        for beside, _ in area.roads:
            if beside in hands.free and beside.holder is side:
                local += hands.free[beside]
                if hands.must_guard(beside, area, opinion):
                    local -= hands.weakest[beside][0]
        if local > BARE:
            odds = params.odds_slope * log(min(local, area.frontage) / against)
            p = 1.0 / (1.0 + exp(-odds))
            lost = params.loss_weight * local / hands.total
            options.append((area, value * p - lost * (1.0 - p)))
    return options


def _drawn(
    campaign: Campaign, faction: Faction, options: list[tuple[Area, float]], day: int
) -> Area | None:
    """Draw an option, P(option) ~ exp(rationality * utility); None for no probe, whose utility is 0."""
    rationality = campaign.params.rationality
    best = max([0.0, *(score for _, score in options)])
    odds = [exp(rationality * (score - best)) for _, score in options]
    total = exp(rationality * (0.0 - best))
    for weight in odds:
        total += weight
    left = uniform(campaign.key, day, PROBE_CHOICE, 0, faction.key) * total
    for (area, _), weight in zip(options, odds, strict=True):
        left -= weight
        if left < 0.0:
            return area
    return None


def send(campaign: Campaign) -> None:
    """Point the formations of probes at their ground; who is fighting elsewhere stays."""
    for formation in campaign.formations:
        if formation.probing:
            target = formation.faction.target
            here = formation.area
            formation.goal = target if here is target or not here.contested else None
