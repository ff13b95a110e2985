"""What monitors would have reported of simulated campaigns: beside the simulated truth, never in it."""
