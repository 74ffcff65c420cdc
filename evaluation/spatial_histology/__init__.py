"""Benchmarks that ask for expression from the stained image of a tissue: tiles and defaults."""
