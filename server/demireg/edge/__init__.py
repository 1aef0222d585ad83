"""What both faces share: media types by ``Accept``, errors as problem documents, limits, headers, this app's state.

Only this floor knows HTTP status codes. Imports ``services`` and what is below; ``api`` and ``web`` import it.
"""
