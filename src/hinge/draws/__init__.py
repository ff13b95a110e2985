"""Counter-based random numbers and the elementary functions they need; imports nothing of Hinge."""
