"""What all other folders use: errors, limits, caches, files, the clock."""
