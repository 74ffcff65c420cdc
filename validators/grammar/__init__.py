"""The operator grammar: schedules in hours, scales in order, and the chain of each table."""
