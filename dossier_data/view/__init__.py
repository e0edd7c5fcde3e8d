"""A dossier seen through filters: Dossier, filters, View, search and the engine that answers queries."""
