"""HDF5 as a tree of nodes: links, types, attributes, and chunks that are decoded once."""
