"""Doses and schedules: curves in dose, in exposure and in time since wash-out."""
