"""What the readers of spatial formats share: wide tables, joins by cell, coordinates."""
