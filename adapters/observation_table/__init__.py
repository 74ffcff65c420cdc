"""Any table whose rows are observations, where no other reader knows it."""
