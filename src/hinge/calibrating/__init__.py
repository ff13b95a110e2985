"""Calibration: what reports say of parameters, and whether the way to find out is itself right."""
