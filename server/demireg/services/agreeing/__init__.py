"""Two coders' versions of one study: which codings belong together, how far they agree, and what is settled.

``version`` opens what was handed in, ``align`` finds the units, ``kappa`` and ``alpha`` hold the two statistics,
``figures`` puts them beside their counts, ``compare`` makes the whole account, ``held`` does so for passages that a
held study has from several coders, ``decisions`` and ``settle`` write the settled sheet with its trail.
"""
