"""The arrays of one replication: ``World`` is fixed, ``State`` changes, ``Scratch`` is forgotten daily.

Kernel arrays are float64 and int64. Letters: A areas, L links, S sides, K
factions, F formations, E entries, P sponsors, X strike assets, V dated events,
N levers, G regions, W watched (region, side) pairs, C causes of civilian harm,
D facilities.
A place is an area, or A + a link where opposed formations meet on the way.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hinge.world.watched import Watch

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

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
    formation_key: Ints  # (F,)
    formation_faction: Ints  # (F,)
    formation_side: Ints  # (F,)
    formation_reserve: Ints  # (F,) 1 = its faction's elite reserve
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
    """What is dated: events with an effect, and the levers of the arm's interventions."""

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
    stale: Ints  # (S,) 1 = ground or fire changed since the trees were built
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


class Politics(NamedTuple):
    """Relations, commands and sponsors, with today's levers."""

    standing: Ints  # (S, S) HOSTILE, NEUTRAL, ALLIED, before today's levers
    relation: Ints  # (S, S) the same, with them
    calm: Floats  # (S, S) 0..1, share of today under a truce
    command: Ints  # (K,) faction that leads the command it obeys
    listed: Floats  # (K,) 0..1, how far others treat it as on a list of banned organisations
    coming: Floats  # (K,) persons on the way
    coming_in: Floats  # (K,) days until they arrive
    support: Floats  # (P,) level: 0 cut, 1 as at the start, more when raised
    believed: Floats  # (P,) hazard per day with which its clients expect it to cut
    signal: Floats  # (P,) per day, what dated signs add to that; fades
    redirecting: Ints  # (P,) 1 = it draws clients away
    followed: Ints  # (.,) rows as in client: 1 = that faction went with it in this spell
    rung: Ints  # (P,) RESTRAINED, USUAL, INTENSIFIED, OWN_FORCES
    own_sent: Ints  # (P,) 1 = it has sent soldiers of its own
    pause: Floats  # (P,) days of restraint left
    call: Floats  # (P,) calls for a halt felt by it, fades
    front: Ints  # (S,) 1 = another front is active
    pinned: Floats  # (S,) 0..1, share of reserves that it holds
    trend: Floats  # (S,) areas lost net in a week, smoothed
    held: Floats  # (S,) areas held when last counted
    outcry: Floats  # (S,) civilians killed a day by the side, smoothed
    dead_by: Floats  # (S,) civilians killed by the side when last counted
    strikes_given: Floats  # (S,) strikes a day by the side on hostile ones, smoothed
    strikes_felt: Floats  # (S,) strikes a day that fall on the side, smoothed
    deal: Ints  # (W,) NO_DEAL, LEAVING_UNDER_DEAL, DEAL_DONE
    joined: Floats  # (S,) factions that joined a command, cumulative
    split: Floats  # (S,) factions that left or were expelled, cumulative
    deals: Floats  # (S,) ends by deal of the side's besieged regions, cumulative
    evacuated: Floats  # (S,) persons moved under deals, cumulative
    asset_factor: Floats  # (X,)
    asset_extra: Floats  # (X,) tempo given by an intervention
    faction_factor: Floats  # (K,)
    entry_factor: Floats  # (E,)
    guaranteed: Floats  # (A, S) tonnes a day
    forbidden: Ints  # (S, A) 1 = no attack on it
    barred: Ints  # (S, len(OPTIONS)) 1 = the side's commands may not choose the option
    withheld: Floats  # (S,) 0..1, share of reserves kept out of efforts by an intervention
    capped: Floats  # (A, S) tonnes a day that may be asked for there
    rung_least: Ints  # (P,) bounds of the rung set by interventions
    rung_most: Ints  # (P,)


class Commands(NamedTuple):
    """One row a faction: each can lead a main effort of the command it obeys.

    ``window``, ``threshold``, ``margin`` and ``quickness`` are the command's, in its leader's row.
    """

    objective: Ints  # (K,) area, NOWHERE
    wait: Floats  # (K,) days of preparation left
    since: Ints  # (K,) day the attack began, NEVER
    staked: Floats  # (K,) persons in the effort when it began
    share: Floats  # (K,) 0..1, share of the reserves in reach that it staked
    decided: Ints  # (K,) day the effort was chosen, NEVER
    probe: Ints  # (K,) area a faction probes, NOWHERE
    probe_since: Ints  # (K,) day the probe began, NEVER
    relieves: Ints  # (K,) 1 = the objective lies on the way to cut-off own ground
    window: Floats  # (K,) per day: hazard of losing support believed when it last deliberated
    threshold: Floats  # (K,) per day: hazard from which the best effort beats waiting, UNDEFINED
    margin: Floats  # (K,) utility by which the last effort chosen beat every alternative, UNDEFINED
    quickness: Floats  # (K,) 0..1, share of preparation that facilities near the front save
    all_in: Floats  # (S,) main efforts begun with all reserves in reach, cumulative
    relief_won: Floats  # (S,) relief attempts that reached their ground, cumulative
    relief_lost: Floats  # (S,) relief attempts that failed, cumulative
    begun: Floats  # (S,) main efforts begun, cumulative
    broke: Floats  # (S,) persons in formations that broke, cumulative
    gained: Floats  # (S,) areas taken, cumulative
    sorties: Floats  # (X,) cumulative
    seen: Floats  # (S, A) thousands: believed hostile effective strength


class Sites(NamedTuple):
    """Facilities: depots, command posts, camps, bases."""

    area: Ints  # (D,) where it is
    health: Floats  # (D,) 0..1, what strikes left of its use
    moving: Floats  # (D,) days until it works again after a move


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
