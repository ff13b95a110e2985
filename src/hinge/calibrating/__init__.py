"""Calibration: parameters set by dated reports, wave by wave and generation by generation."""
