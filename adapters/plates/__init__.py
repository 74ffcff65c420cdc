"""Positions on plates, plate maps, and readouts of plates."""
