"""`python -m samverk` is the same as the `samverk` command."""

from samverk.cli.main import main

if __name__ == "__main__":
    main()
