"""Run the command line as ``python -m demireg``."""

from demireg.cli import main

if __name__ == "__main__":
    main()
