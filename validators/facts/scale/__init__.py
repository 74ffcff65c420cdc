"""Measure sets of units and the links between them: what anchors of lift and project rest on."""
