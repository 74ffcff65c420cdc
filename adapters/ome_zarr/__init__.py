"""Images, labels and plates of OME-Zarr (OME-NGFF)."""
