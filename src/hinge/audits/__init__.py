"""Audits: what the model must satisfy whatever the campaign, run and reported with figures."""
