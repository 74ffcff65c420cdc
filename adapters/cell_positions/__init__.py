"""Tables of cells in an image: where each lies and how bright it is in each channel."""
