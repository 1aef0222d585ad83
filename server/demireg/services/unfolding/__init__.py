"""From a study's triples back to the sheet that gives them: the inverse of ``services.importing.triples``.

The sheet says a few things that no triple holds, and so they are not in a tree that is made here: the dates of a report
(``citation.dates``), ``licence.version_seen``, the dates of sources and other keys below ``citation`` being kept;
``inferred`` of a programme and ``tag_origin`` of a part; ``printed_tag`` of a part without a printed role; ``direction``
of a part that nobody accepted or that is hypothetical as well; the name of a theory behind a configuration other than
its identifier; the code of a concept other than the one chosen here; the order of what is a set (limitations, notes,
perspectives, addresses, propositions, standards, codes of the setting), and of what is named and not numbered
(discrepancies, documents, segments, checklist answers, stances on different propositions); which of ``note``, ``role``
and ``role_letter_convention`` a remark stood under, ``note`` or ``source`` of a part, ``note`` or
``rival_explanation`` of a configuration, where nothing tells them apart.
"""
