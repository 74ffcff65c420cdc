"""What treatments did in training, and which treatment of training is like another."""
