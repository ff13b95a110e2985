"""Stored results to numbers with intervals; nothing here starts a run."""
