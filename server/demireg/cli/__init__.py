"""The command line: thin over the services, errors in one line, exit status 0, 1 or 2."""


def main() -> None:
    """Run the command line."""
