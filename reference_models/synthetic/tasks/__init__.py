"""Tasks of the synthetic datasets, as ``aivc split make --tasks`` reads them."""
