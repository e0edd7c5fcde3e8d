"""What a dossier is made of: tables, columns and their roles, cells, passages, accounts."""
