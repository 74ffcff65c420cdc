"""Small reference models and the synthetic reference dataset."""
