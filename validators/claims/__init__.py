"""Whether what a manifest claims holds, and what it could claim."""
