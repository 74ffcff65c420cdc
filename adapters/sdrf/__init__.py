"""Sample and data relationship files of proteomics and functional genomics."""
