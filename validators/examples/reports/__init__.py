"""Examples of rules about reports of evaluations."""
