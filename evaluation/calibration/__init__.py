"""How well predicted uncertainty holds: overall, where something happens, and for the worst unit."""
