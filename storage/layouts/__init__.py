"""How AnnData, MuData and SpatialData arrange tables in a container, and what is none of them."""
