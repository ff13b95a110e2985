"""The groups of rows of the benchmarks."""
