"""The effect of a treatment within blocks, by randomisation inference."""
