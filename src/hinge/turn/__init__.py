"""Turning points of a campaign: from a scenario to the result in a folder; nothing here needs a terminal."""
