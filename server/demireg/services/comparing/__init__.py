"""Compare theories across studies: the comparison table, the stance matrix, support and what stands behind them.

Every figure counts independent programmes, shows what is unknown, and keeps the identifiers behind it. Each measure
is computed from the store by SPARQL (the reference) or from the comparison table (the fast way); both must agree.
"""
