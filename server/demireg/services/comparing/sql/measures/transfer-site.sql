--+ title: What follows from concepts that hold and concepts that do not: one row per concept and value
--+ summary: What a concept that holds is a kind of holds too. What opposes it does not, with all its kinds, nor does what
--+ summary: opposes a kind that it belongs to. All kinds of a concept that does not hold do not hold either.
--+ summary: Concepts are given by their places in the order of names.
--+ uses: concept_places
WITH given AS (SELECT id FROM concept WHERE list_contains($held::VARCHAR[], concept)),
missing AS (SELECT id FROM concept WHERE list_contains($absent::VARCHAR[], concept)),
broad AS (SELECT DISTINCT k.ancestor AS id FROM kind k JOIN given g ON g.id = k.concept),
following AS (
    SELECT id AS concept, true AS holds, false AS by_word FROM given
    UNION
    SELECT id, true, false FROM broad
    UNION
    SELECT opposed, false, false FROM opposite JOIN broad ON broad.id = opposite.concept
    UNION
    SELECT k.concept, false, false
    FROM opposite o
    JOIN given g ON g.id = o.concept
    JOIN kind k ON k.ancestor = o.opposed
    UNION
    SELECT id, false, true FROM missing
    UNION
    SELECT k.concept, false, true FROM missing m JOIN kind k ON k.ancestor = m.id
)
SELECT c.place AS concept, f.holds, f.by_word FROM following f JOIN concept_places c ON c.id = f.concept
