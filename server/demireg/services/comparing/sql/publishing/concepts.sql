--+ title: Concepts by their names
--+ summary: For identifiers of what the cells of a table name.
SELECT concept FROM concept ORDER BY concept;
