"""`python -m handrail.cli` is the same command."""

from handrail.cli.loading import main

if __name__ == "__main__":
    main()
