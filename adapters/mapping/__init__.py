"""What a person says about the columns and labels of a source."""
