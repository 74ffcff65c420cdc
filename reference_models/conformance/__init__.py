"""Laws that every predictor has to keep, whoever wrote it and in whatever language."""
