"""The field's nouns, without any library of the outside world but rdflib's terms.

A *study* tests or builds *theories*; it reports *configurations*: claims that in a *context* a *mechanism*,
met by an *intervention*, generated an *outcome*. Each part plays its role by an assignment with a basis.
A *theory* is a set of *propositions*, each with *patterns* over concepts; a *stance* says how a study bears on a
proposition. Studies that share a *programme* are not independent. Imports nothing above itself.
"""
