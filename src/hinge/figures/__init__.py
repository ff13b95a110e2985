"""Pictures of results, as SVG text: the map, fans over time, shares of siege states."""
