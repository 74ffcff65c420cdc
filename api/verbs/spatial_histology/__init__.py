"""The steps by which a benchmark of spatial histology is made."""
