"""Tables of peptides and proteins from search engines of mass spectrometry."""
