"""How close a run came to what happened: the only room that reads outcomes.

``table`` reads a file of outcomes, ``facts`` sorts its rows, ``ensemble`` and
``baselines`` give chances, ``reports`` what monitors would have published, ``controls``,
``changes``, ``numbers`` and ``coverage`` score, ``result`` puts it together, ``words`` says
it. Pure statistics stand in ``analysis``.
"""
