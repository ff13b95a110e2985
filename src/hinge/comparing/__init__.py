"""Paired counterfactuals: arms that share draws and luck, compared outcome by outcome; nothing here prints."""
