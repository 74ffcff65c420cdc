"""What is checked: a predictor of this process or a command, and what it reads while it answers."""
