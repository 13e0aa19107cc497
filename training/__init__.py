"""How the training data of the pair model is made: not part of the package."""
