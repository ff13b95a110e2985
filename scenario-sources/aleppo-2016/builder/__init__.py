"""Turns the source tables of aleppo-2016 and the judgements beside them into the scenario's files."""
