"""Why a configuration does or does not match a proposition: the proof from what is stored, and the nearest miss.

``proofs`` holds the nouns, ``reading`` takes them from the store, ``proving`` holds a claim against patterns as the
rules in ``queries/rules`` do, ``missing`` finds why a slot stays empty, ``wording`` and ``lines`` say it.
"""
