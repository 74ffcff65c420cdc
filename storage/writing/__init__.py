"""Write datasets as the containers of the standard."""
