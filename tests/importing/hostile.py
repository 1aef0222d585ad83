"""Read the standard input as a file of the given name and print how that ended; a crash shows in the status."""

import sys

from demireg.domain.errors import Refused, Unreadable
from demireg.services.importing.read import read_bytes

if __name__ == "__main__":
    try:
        draft = read_bytes(sys.stdin.buffer.read(), sys.argv[1])
    except (Unreadable, Refused) as fault:
        sys.stdout.write(str(fault))
    else:
        sys.stdout.write(f"read, {len(draft.findings)} findings")
