"""`python -m comity.actors` compiles the files under offices/ into the form that loads at once."""

from comity.actors import compiled

if __name__ == "__main__":
    compiled.write()
