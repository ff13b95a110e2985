"""The arrays of one replication: ``World`` is fixed, ``State`` changes, ``Scratch`` is forgotten daily.

Kernel arrays are float64 and int64. Letters: A areas, L links, S sides, K
factions, F formations, E entries, P sponsors, X strike assets, V dated events,
N levers, G regions, W watched (region, side) pairs, C causes of civilian harm,
D facilities.
A place is an area, or A + a link where opposed formations meet on the way.
"""

from __future__ import annotations

from typing import NamedTuple

from hinge.world.choices import Commands, Politics, Sites
from hinge.world.kinds import Floats, Ints
from hinge.world.watched import Watch

UNDEFINED = -1.0
UNLIMITED = 1.0e18
NOBODY = -1
NOWHERE = -1
NEVER = -1
LONG_AGO = -1000  # a day long before the run


class Map(NamedTuple):
    """Places and roads; ``arc_*`` are the links seen from each end, in compressed rows."""

    area_key: Ints  # (A,) stable number of the id, for draws
    terrain: Ints  # (A,) index into TERRAINS
    on_map: Ints  # (A,) 0 = off the map: sends supply and strikes, is never fought for
    frontage: Floats  # (A,) thousands of effective strength a side can bring to bear
    self_supply: Floats  # (A,) 0..1, share of civilians' need met locally
    first_arc: Ints  # (A + 1,) row bounds of arc_link, arc_to
    arc_link: Ints  # (2L,) link
    arc_to: Ints  # (2L,) area at its other end
    end_a: Ints  # (L,) area
    end_b: Ints  # (L,) area
    km: Floats  # (L,) kilometres
    kind: Ints  # (L,) index into LINK_KINDS
    link_key: Ints  # (L,) stable number of the pair of ids
    first_over: Ints  # (L + 1,) row bounds of over_area, over_km
    over_area: Ints  # (.,) area that overlooks the link
    over_km: Floats  # (.,) kilometres from that area to the middle of the link


class Actors(NamedTuple):
    """Who is there and what they own."""

    side_key: Ints  # (S,)
    faction_key: Ints  # (K,)
    faction_side: Ints  # (K,)
    factions: Ints  # (K,) factions in the order of their stable numbers
    formation_key: Ints  # (F,)
    formation_faction: Ints  # (F,)
    formation_side: Ints  # (F,)
    formation_reserve: Ints  # (F,) 1 = its faction's elite reserve
    reserves: Ints  # (.,) formations for which that is so
    entry_area: Ints  # (E,)
    entry_side: Ints  # (E,)
    entry_host: Ints  # (E,) sponsor through whose land it runs, NOBODY
    entry_dependence: Floats  # (E,) 0..1, share that stops when all its sponsors stop
    first_backer: Ints  # (E + 1,) row bounds of backer
    backer: Ints  # (.,) sponsor that uses the entry
    sponsor_key: Ints  # (P,)
    sponsor_side: Ints  # (P,) side of those it supports, NOBODY
    first_client: Ints  # (P + 1,) row bounds of client
    client: Ints  # (.,) faction that the sponsor supports
    faction_listed: Ints  # (K,) 1 = on a list of banned organisations, 0 = not
    asset_key: Ints  # (X,)
    asset_side: Ints  # (X,)
    asset_sponsor: Ints  # (X,) sponsor that decides on its use, NOBODY
    asset_rung: Ints  # (X,) rung of that sponsor from which it is used
    asset_target: Ints  # (X,) index into TARGETS
    asset_cause: Ints  # (X,) index into CAUSES
    asset_share: Floats  # (X,) 0..1, share of the tempo that falls on this map
    asset_usual: Floats  # (X,) tempo_best: the tempo to which its harm parameter belongs
    facility_key: Ints  # (D,)
    facility_home: Ints  # (D,) area where the tables place it
    facility_faction: Ints  # (D,)
    facility_side: Ints  # (D,)
    facility_on_map: Ints  # (D,) 1 = its home is on the map, so that it can be moved


class Plan(NamedTuple):
    """What is dated: events with an effect, and the levers of the arm's interventions; and what a day runs."""

    steps: Ints  # (len(STEPS),) 1 = the step is run; scenarios run all of them
    event_key: Ints  # (V,)
    event_day: Ints  # (V,) day of the run
    event_kind: Ints  # (V,) index into EFFECTS
    event_target: Ints  # (V,) formation, sponsor, asset or side
    event_second: Ints  # (V,) other side, or NOBODY
    event_low: Floats  # (V,) persons, level or factor, lowest
    event_high: Floats  # (V,) highest
    event_until: Ints  # (V,) last day of the effect
    lever_kind: Ints  # (N,) index into LEVERS
    lever_target: Ints  # (N,) asset, faction, area, entry, sponsor or side
    lever_second: Ints  # (N,) side, or NOBODY
    lever_value: Floats  # (N,)
    lever_from: Ints  # (N,) first day
    lever_to: Ints  # (N,) last day


class World(NamedTuple):
    """Everything that stays as it is for one arm."""

    map: Map
    actors: Actors
    plan: Plan
    watch: Watch


TAKEN_IN, LEAKED_IN, USED, LOST = 0, 1, 2, 3  # rows of Flows.books


class Ground(NamedTuple):
    """Who holds what."""

    control: Ints  # (A,) side, NOBODY
    contested: Ints  # (A,) 1 while opposed formations are both present
    battle_since: Ints  # (A + L,) day the fighting there began, NEVER
    held_since: Ints  # (A,) day it came into its holder's hands, LONG_AGO
    gave_way: Ints  # (S, A) day on which a formation of the side last broke there, LONG_AGO


class Forces(NamedTuple):
    """Formations; persons are whole numbers held in float64."""

    area: Ints  # (F,) where it stands (or set out from)
    goal: Ints  # (F,) area it is ordered to, NOWHERE
    road: Ints  # (F,) link it is on, NOWHERE when standing
    travel: Floats  # (F,) days left on that link
    effort: Ints  # (F,) MAIN while in its command's main effort, PROBE in a probe, else NO_EFFORT
    task: Ints  # (F,) faction in whose row its main effort stands, NOWHERE
    strength: Floats  # (F,) persons fit to fight
    full: Floats  # (F,) persons at the start plus arrivals
    quality: Floats  # (F,) 0..1
    cohesion: Floats  # (F,) 0..1
    stock: Floats  # (F,) tonnes of food and the like
    ammunition: Floats  # (F,) tonnes
    want: Floats  # (F,) 0..1, share of the day's food not had
    deficit: Floats  # (F,) 0..1, share of the day's ammunition not had
    fatigue: Floats  # (F,) days of attack not yet rested from
    wear: Floats  # (F,) 0..1, share of strength lost in the present fighting
    rest: Floats  # (F,) days until it can be sent again after breaking
    struck: Floats  # (F,) persons lost to strikes today
    killed: Floats  # (F,) persons, cumulative; likewise the next four
    wounded: Floats  # (F,)
    captured: Floats  # (F,)
    left: Floats  # (F,) dispersed or gone home
    redirected: Floats  # (F,) sent elsewhere by a sponsor
    arrived: Floats  # (F,)


class People(NamedTuple):
    """Civilians; persons are whole numbers held in float64."""

    residents: Floats  # (A,) persons living at home
    displaced: Floats  # (A,) persons from elsewhere who are here now
    stock: Floats  # (A,) tonnes
    ration: Floats  # (A,) 0..1, share of need met today
    hunger: Floats  # (A,) 0..1, smoothed deficit
    violence: Floats  # (A,) deaths per thousand, smoothed over about a week
    dead: Floats  # (C, S + 1) persons by cause and author, cumulative
    dead_here: Floats  # (A, S + 1) persons by author, cumulative


class Flows(NamedTuple):
    """Supply: what can move, what did, and the trees kept until the ground changes."""

    fire: Floats  # (S, L) 0..1, interdiction felt by a side on a link
    fire_used: Floats  # (S, L) the same when the trees were last built
    pressure: Floats  # (S, A) strikes a day against a side's traffic, smoothed
    stale: (
        Ints  # (S,) STALE = ground or fire changed since the trees were built, see engine/fire.py
    )
    order: Ints  # (S, A) areas reached, nearest first
    reached: Ints  # (S,) how many of them
    parent: Ints  # (S, A) next area towards the entry, NOWHERE at an entry
    up: Ints  # (S, A) link to that area
    capacity: Floats  # (E,) tonnes a day let in today
    load: Floats  # (S, A) tonnes a day of need that pass through the area
    need: Floats  # (S,) tonnes today
    delivered: Floats  # (S,) tonnes today
    into: Floats  # (W,) tonnes a day that could reach the region
    share: Floats  # (W,) that, over the need there
    siege: Ints  # (W,) OPEN .. CLOSED
    books: Floats  # (4,) tonnes, cumulative: TAKEN_IN, LEAKED_IN, USED, LOST


class State(NamedTuple):
    """Everything that evolves; a snapshot is a copy of it. Nothing random lives here."""

    ground: Ground
    forces: Forces
    people: People
    flows: Flows
    politics: Politics
    commands: Commands
    sites: Sites


class Records(NamedTuple):
    """What a replication leaves: a row for each day, day 0 before any phase."""

    control: Ints  # (T + 1, A)
    contested: Ints  # (T + 1, A)
    siege: Ints  # (T + 1, W)
    series: Floats  # (T + 1, number of series)
