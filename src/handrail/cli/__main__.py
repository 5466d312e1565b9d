"""`python -m handrail.cli` is the same command."""

from handrail.cli.commands import main

if __name__ == "__main__":
    main()
