"""The making of partitions: groups that stay whole, packed into parts."""
