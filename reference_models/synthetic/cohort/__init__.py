"""A synthetic cohort: blood of donors of three hospitals, and how long they lived."""
