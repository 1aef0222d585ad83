"""The review desk: what is handed in waits here, outside the store, until a curator has decided.

``desk_file`` keeps the one SQLite file, ``accounts`` people and their sessions, ``desk`` the submissions, ``deciding``
what is done with them, ``changes`` and ``showing`` what a curator sees.
"""
