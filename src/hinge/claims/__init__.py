"""Sentence to estimand to verdict: how often a claim holds among simulated campaigns."""
