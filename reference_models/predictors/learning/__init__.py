"""Regression and scaling, which know nothing of interventions."""
