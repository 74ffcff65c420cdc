"""A synthetic screen of knockdowns in single cells: genes of a module answer alike."""
