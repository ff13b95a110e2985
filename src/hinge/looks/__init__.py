"""Enough runs: claims are looked at four times while their arms grow, until they have settled."""
