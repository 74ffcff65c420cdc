"""The standard's own obs columns, made from what a card says of its rows."""
