"""What is measured of a file of predictions."""
