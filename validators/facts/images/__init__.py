"""What is measured of images, of what was decoded in them, and of places in them."""
