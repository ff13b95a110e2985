"""Calibration: parameters set by dated reports, and whether the way to find them is itself right."""
