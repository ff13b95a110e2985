"""One replication: the day is a visible list of phases, one mechanism a file."""
