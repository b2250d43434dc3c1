"""`python -m tui` is `letapis`."""

from tui.cli.main import main

if __name__ == "__main__":
    main()
