"""What all reference predictors share: being fitted, asked, saved and described by a card."""
