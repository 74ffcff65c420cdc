"""Times to an event: hazards, and what predictors of an endpoint share."""
