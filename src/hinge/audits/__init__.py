"""The engine's mechanisms held against data: battles, daily losses."""
