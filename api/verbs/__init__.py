"""The public verbs, shared by Python callers and the command line."""
