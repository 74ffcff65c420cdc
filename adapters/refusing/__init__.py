"""What people try to convert that is no data, or that nobody can read safely."""
