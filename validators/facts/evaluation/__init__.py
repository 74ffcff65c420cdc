"""Facts about reports of evaluations."""
