"""Write images, labels, points and shapes that are in memory as SpatialData lays them out."""
