"""What a reader of a lab format promises, and what it is given."""
