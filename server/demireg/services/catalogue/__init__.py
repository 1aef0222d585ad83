"""Read views of what the repository holds, as plain frozen dataclasses that both faces show.

``studies``, ``configurations``, ``theories``, ``concepts`` and ``search`` each hold the views of one noun;
``rows`` turns the answers of ``queries/pages`` into words and ``parts``, ``matches`` are what they share.
"""
