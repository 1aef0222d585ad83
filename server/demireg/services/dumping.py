"""Write the whole repository in forms for others: TriG, one block a graph, the same bytes for the same data."""

import gzip
import tempfile
from collections.abc import Iterator
from itertools import groupby
from typing import IO, BinaryIO

from demireg.services.repository import Repository


def dump_trig_gz(repository: Repository, target: BinaryIO) -> None:
    """Write every graph as gzipped TriG, graphs and triples sorted; no time stamp makes two dumps differ."""
    with tempfile.TemporaryFile() as quads:
        repository.store.dump(quads)
        quads.seek(0)
        with gzip.GzipFile(filename="", mode="wb", fileobj=target, mtime=0) as packed:
            for line in _trig(quads):
                packed.write(line)


def _trig(quads: IO[bytes]) -> Iterator[bytes]:
    """Turn sorted N-Quads into TriG: each line but its graph is a triple of a block."""
    split = (line.removesuffix(b" .\n").rpartition(b" ") for line in quads)
    for graph, lines in groupby(split, key=lambda parts: parts[2]):
        yield b"GRAPH " + graph + b" {\n"
        for triple, _, _ in lines:
            yield triple + b" .\n"
        yield b"}\n"
