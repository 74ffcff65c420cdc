"""The synthetic tissue: four sections whose cells, spots and images are known."""
