"""The page: verdicts, and what they rest on, in one file that needs nothing else."""
