"""What is measured of a dataset as a manifest divides it, before any rule runs."""
