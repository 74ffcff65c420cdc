"""Change a split as little as possible so that what its manifest says becomes true."""
