"""Which configurations are incomplete: their source leaves a part open, so that what is coded is not the whole."""

import numpy as np

from demireg.services.comparing.asking import Asked
from demireg.services.comparing.grouping import Numbers
from demireg.services.comparing.rows import Readings
from demireg.services.generations import generation


def incomplete(asked: Asked) -> Numbers:
    """Return the numbers of the incomplete configurations in the comparison table, sorted.

    They are few, so they are read from the store and kept for as long as store and table are of the same state.
    """
    store, names, table = asked.repository.store, asked.repository.names, asked.repository.table

    def read() -> tuple[str, ...]:
        rows = Readings(store, names).rows("table/incomplete")
        return tuple(names.local(str(row["configuration"])) for row in rows)

    found = table.kept(("incomplete", generation(store, names)), read)
    rows = asked.rows("numbers-of-configurations", names=list(found)) if found else []
    return np.array(sorted(row["number"] for row in rows), dtype=np.int64)
