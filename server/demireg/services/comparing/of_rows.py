"""What the rows of the comparison table are of: the versions that an answer made from them is told with."""

from demireg.services.generations import Versions, made_from
from demireg.services.repository import Repository


def versions_of_rows(repository: Repository) -> Versions:
    """Return the versions behind the rows that are being read: theirs, though the store may be ahead by now.

    Rows that are not known to be of any generation, as those of a repository that never had one, get the store's.
    """
    table = repository.table
    rows = (table.generation(), table.theories_version())
    return made_from(repository.store, repository.names, table.versions(), table.digest(), rows if rows[0] else None)
