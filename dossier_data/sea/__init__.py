"""Sea routes and outlines of countries."""
