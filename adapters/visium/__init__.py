"""Output folders of Space Ranger: Visium and Visium HD."""
