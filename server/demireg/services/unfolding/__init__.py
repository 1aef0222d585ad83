"""From a study's triples back to the sheet that gives them: the inverse of ``services.importing.triples``.

A sheet says a few things that no triple holds, so that they are not in a tree that is made here:

- the dates of the report (``citation.dates``), and the version of the licence (``licence.version_seen``);
- ``inferred`` of the programme, ``tag_origin`` of a part, ``printed_tag`` of a part without a printed role;
- ``direction`` of a part that is hypothetical or that nobody accepted, and ``hypothetical`` of the latter;
- which code or name was written for a concept or theory; here it is the code for the role, or else the local name;
- which of several parts that share one factor was coded as what, where they were coded differently;
- the order of what is a set: limitations, notes, perspectives, addresses, propositions, moves, standards, codes;
- the order of what is named and not numbered: discrepancies, documents, segments, checklist answers, stances;
- whether a remark on the study stood under ``note``, ``role`` or ``role_letter_convention``;
- where ``note`` ended and ``source`` (of a part) or ``rival_explanation`` (of a configuration) began, unless the reason
  that a reading gives tells it.
"""
