"""How well predicted uncertainty holds: overall, where features respond, for the worst unit."""
