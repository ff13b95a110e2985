"""Public conflict data to rows of observations: readers, places, periods, and where it all came from."""
