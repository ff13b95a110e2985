"""Live questions: a scenario held open, so that a change is answered while a reader waits. No server in here.

    from hinge.live import open_live
    opened = open_live("aleppo-2016")
    for picture in opened.pictures(["border_support_stops:from=2016-10-01"]):
        ...  # one from the first 32 runs, then one from all 200

Changes are names as ``scenario.patch.do`` takes them: interventions, with other dates and
sizes (``name:from=2016-09-01,to=...,size=0.5``), mechanisms switched off (``without_...``),
assumptions held (``set:PARAMETER_ID=VALUE``). The engine must be compiled (``hinge compile``).
What comes back is plain JSON. All of it may be called from several threads at once; equal
questions have equal answers, but for ``ms``. Names that are wrong raise InputError, whose
problems carry the name at fault in ``place.field`` (``place.file`` is ``settings``; of a
branch ``branch``, with ``day`` or ``run``).

``Opened.describe()``::

    {id, title, summary, assessment, horizon, start, days (day 0 included), seed, runs,
     calibrated: true where draws are those of a calibration,
     sides: [{id, name, short, colour}], geo: map_data.geo, events: map_data.events,
     interventions: [{id, title, says, actor: id|null, by: name, group, levers: [words],
         dated, from: date|null, to: date|null,          # as written; null: the whole run
         size: null | {field, default, unit, low, high, step},
         clashes: [ids that want the same thing otherwise at the same time],
         fair: {clarity, cotenability, minimal_rewrite, theory, statistics, projectability}}],
     mechanisms: [{id, title, says}],                     # id is the whole name
     assumptions: [{id, words, unit, low, median, high    # 5, 50, 95 of 100 draws lie below
         least, most: where a control begins and ends, log: drag it by its logarithm,
         status, source, goes_with: outcome, correlation}],  # closest to an outcome first
     claims: {live: [{id: "A06.reading", claim, reading, first, paraphrase, quote, says,
                      asked, form, curve}],
              elsewhere: [{claim, reading|null, paraphrase, quote, says, why}]},
     series: [{id, title, unit, side|null, colour|null, top|null}],   # of the fans, in order
     outcomes: [{id, claim, says}], outcome: id|null,      # what ``chance`` can show, and does first
     leaves_out: [words],
     charts: {series id, or "chance": Vega-Lite specification without rows}}   # see specs.py

``Opened.pictures(names, branch=None, outcome="", cancelled=..., first=32)`` yields::

    {names, branch: null | {run: n|null, day}, runs, of,
     since: last day that is the other arm's, day by day and run by run; -1: not even day 0,
     frames: map_data.frames,
     fans: {series: [{day, date, low90, low50, median, high50, high90}]},   # as figures' fan_rows
     chance: null | {id, says, estimator, rows: [{day, date, mean, low, high}]},
     verdicts: [{id, claim, reading, first, says, n, runs, share|null, low|null, high|null,
                 word, symbol, was|null, difference: null | {value, low, high, up, down}, why?}],
     harm: [{series, cause, author, by, what, low, median, high,
             was: {low, median, high}, difference: mean of the paired differences}],
     paired: {series: {median, low, high, mean, same}},    # on the last day; same: runs without any
     ms: {change, runs, picture, all}}

The other arm is the baseline, of as many runs; of a branch with a run, that campaign's
continuations unchanged (names [] and the same branch show those). ``cause`` and ``author``
are "" for all. Where a setting has been shown lately, only the whole picture comes, at once.

``branch``: {"run": r, "day": d}: campaign r as it stands at the end of day d goes on 200
times, each time with other luck, and what is asked for sets in on the day after;
{"run": null, "day": d}: all campaigns, each with its own luck.

``Opened.campaign(names, run, branch=None)``::

    {names, branch, run, of, label, since, days, start,
     apart: first day on which it is not the same campaign of the other arm, or null,
     course: map_data.one_run, series: {id: [a number a day]},
     log: [{day, date, entries: [{kind, text, areas: [ids], side: id|null}]}]}  # days with entries

kinds: ground, siege, effort, broken, arrival, sponsor, deal, command, event. Of a branch with a
run, ``run`` counts its continuations.

``Opened.why_area(names, area, day, run=None, branch=None)``::

    {area, name, day, date, people, terrain,
     holders: [{side: id|null, name, runs, share, was}],            # that day, most runs first
     rows: [{day, date, <side id>: share, ...}],                    # over time
     changes: {runs: in which it changes hands at all, of, most_on: date|null, days: [runs a day]},
     joined: [{area, name, by: kind of link, km, holder: name, share}],
     sieges: [{region, name, side, side_name, shares: {open, insecure, closed_by_fire, closed}, was}],
     run: null | n, history: [{day, date, text}]}                   # in one run

``Opened.why_claim(names, claim, branch=None)``: ``claim`` is the id of a claim or a reading::

    {claim, quote, paraphrase, source: {title, date, stance}, record: {word, text, sources},
     leaves_out,
     readings: [{verdict row as above, asked,
                 hinges: [{id, words, where: high|low|middle|ends, correlation, lowest, middle,
                           highest}],                      # shares of runs by the assumption
                 note: why none is named, holds_in: [runs], fails_in: [runs]}],
     elsewhere: [{reading|null, says, why}]}
"""

from hinge.live.opened import Opened
from hinge.live.opening import Progress, open_live, open_scenario
from hinge.live.settings import Branch

__all__ = ["Branch", "Opened", "Progress", "open_live", "open_scenario"]
