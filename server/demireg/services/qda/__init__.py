"""From a project of qualitative analysis (REFI-QDA 1.0: ``.qdpx``, ``.qdc``) to a draft study that says what it left.

``archive`` opens the file, ``elements`` reads its XML, ``project`` says what is in it, ``roles`` what each code may be
for a configuration, ``candidates`` which configurations the coding suggests, ``drafting`` makes the sheet, ``ledger``
keeps account of every single thing, and ``again`` joins a later export with a draft that somebody has worked on.
"""
