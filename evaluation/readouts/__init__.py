"""Readouts: the quantities that predictions are judged on."""
