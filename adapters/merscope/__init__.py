"""Cell tables of Vizgen MERSCOPE."""
