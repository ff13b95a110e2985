"""The arrays of what actors decide: politics, commands and facilities; letters as in ``arrays.py``."""

from __future__ import annotations

from typing import NamedTuple

from hinge.world.kinds import Floats, Ints


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
    stood: Floats  # (W,) days under siege without a deal since it was last open
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
