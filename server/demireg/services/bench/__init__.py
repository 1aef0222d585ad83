"""Measure speed and memory on this machine: ``run`` makes its own stores, measures, and throws them away.

``measures`` says what is measured and against which target, ``tasks`` does the work, each in a process of its own so
that its peak memory is its own, ``processes`` runs them, ``synthetic`` makes up the studies of the large store.
"""

from demireg.services.bench.measures import Plan, Table, run

__all__ = ["Plan", "Table", "run"]
