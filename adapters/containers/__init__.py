"""Containers of the standard as sources: AnnData, MuData and SpatialData."""
