"""Splits: manifests, identity of what is split, and the making of leakage-resistant partitions."""
