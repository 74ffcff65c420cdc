"""What predictors are asked while they are checked: small views and queries of every kind."""
