"""What the program does without a window; ``registry`` lists it all."""
