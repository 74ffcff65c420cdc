"""Tables of patients: CDISC, and plain tables with a time and an event."""
