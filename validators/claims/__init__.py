"""What a manifest claims, and whether the rows of the data bear it out."""
