"""Files → Dossier: reading, rules, faults, relations."""
