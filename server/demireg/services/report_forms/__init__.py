"""A report in the forms that programs read: JSON, SARIF 2.1.0 for code hosts, JUnit for test runners.

``plain`` says what a finding is in JSON, ``rules`` what a rule is, ``forms`` names the writers. All three faces of
demireg write a report through here, so they tell the same.
"""
