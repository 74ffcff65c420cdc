"""Parameter estimation problems of systems biology, in the format PEtab."""
