"""Write a dataset and its card in the formats of others."""
