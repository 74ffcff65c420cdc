"""A synthetic screen of drugs in bulk RNA: doses, schedules, pairs, laboratories, platforms."""
