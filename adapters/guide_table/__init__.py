"""Tables of guides: what each guide RNA is and what it is meant to hit."""
