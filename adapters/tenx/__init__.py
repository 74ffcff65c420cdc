"""Count matrices of 10x Genomics and of the programs that write the same files."""
