"""`python -m trivia` is the `trivia` command."""

from trivia.cli import main

if __name__ == "__main__":
    main()
