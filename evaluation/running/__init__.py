"""Run predictors, in process or as commands, and measure what they cost."""
