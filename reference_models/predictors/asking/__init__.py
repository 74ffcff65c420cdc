"""What a model is asked about units, and what it answers."""
