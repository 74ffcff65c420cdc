"""Units, links and images of what was measured in place: a person confirms each guess."""
