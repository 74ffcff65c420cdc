"""What is the same thing under two names: genes, compounds, cell lines, combinations, labels."""
