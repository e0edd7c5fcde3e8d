"""Pictures that cite themselves: a chart or the map with finding, filter, sources and data version inside."""
