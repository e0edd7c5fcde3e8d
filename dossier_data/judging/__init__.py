"""What is judged of accounts: comparing, differences, hierarchies, origins, gaps, where a cell comes from."""
