"""Split manifests and leakage-resistant partitions."""
