"""Rules about reports of evaluations."""

RULES = ()
