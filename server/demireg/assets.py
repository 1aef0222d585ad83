"""Find the folders that ship beside the code: ontology, shapes, queries and data.

A wheel carries them in ``_assets`` beside this file; a checkout has them two levels up.
"""

from pathlib import Path


def root() -> Path:
    """Return the folder that holds ``ontology/``, ``shapes/``, ``queries/`` and ``data/``."""
    packed = Path(__file__).with_name("_assets")
    return packed if packed.is_dir() else Path(__file__).resolve().parents[2]


def folder(name: str) -> Path:
    """Return one asset folder by its name, for example ``folder("queries")``."""
    return root() / name
