"""The live page: a small server on this computer alone, and the files that the browser runs.

Nothing is kept between requests but what can be computed again: every request carries the
whole state (names of interventions as ``scenario.patch.do`` takes them). All requests with a
body send ``Content-Type: application/json``.

====================================  =========================================================
GET  /                                the page; ``<script type="importmap"></script>`` in
                                      ``page/index.html`` is filled here
GET  /static/NAME                     a file of ``web/page`` or ``figures/web``, one flat set of
                                      names; ``hinge/NAME.js`` is ``/static/NAME.js``
GET  /api/alive                       {"server": random id of this process, "version"}
GET  /api/scenarios                   {"scenarios": [{"id", "title", "summary", "start",
                                      "assessment", "horizon", "claims", "shipped", "problems"}],
                                      "chosen": id named on the command line, or null}
POST /api/open                        {scenario} -> lines {"doing", "done", "total",
                                      "seconds_left"}..., then {"opened": ``Opened.describe()``}
POST /api/pictures                    {scenario, names, branch?, outcome?, client,
                                      slot: "a" | "b", request: n} -> lines, each {"request": n, "picture": {...}};
                                      the last one is {"request": n, "finished": true} or
                                      {"request": n, "cancelled": true}
POST /api/campaign                    {scenario, names, run, branch?} -> one object
POST /api/why/area                    {scenario, names, area, day, run?, branch?} -> one object
POST /api/why/claim                   {scenario, names, claim, branch?} -> one object
POST /api/report                      {scenario, a: names, b?: names, draws?} -> a job:
                                      {"job", "state", "doing", "done", "total", "seconds_left",
                                      "file", "name", "problems"}; the report is about b,
                                      beside a, or about a where no b is given that differs
GET  /api/jobs/ID                     the job as it stands
GET  /api/jobs/ID/events              server-sent events, each ``data:`` a job as above; the last
                                      has the state "done", "failed" or "cancelled"
GET  /api/jobs/ID/file                the page, as a download
DELETE /api/jobs/ID                   cancel; the job as it stands then
====================================  =========================================================

A branch is {"day", "run": n | null}; what comes back is described in ``hinge.live``.
Streams are lines of JSON (NDJSON). Errors are {"problems": [{"rule", "what", "why", "do",
"place", "name"}]}; ``name`` is the one of ``names`` that is at fault, or null. With status 400
or 413 (no such request), 403 (not from this page), 404 (no such thing), 409 and the rule
``not_open`` (open the scenario first: the server was started anew), 422 (what was asked for is
wrong), 500 (a fault of Hinge). In a stream that has begun, the problems are its last line.

Of the requests for pictures of one ``client`` and ``slot`` the latest wins: the one before it
ends with ``cancelled``. A client gives itself a random name and counts its requests from 1.
"""
