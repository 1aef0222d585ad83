--+ title: Concepts that are coded as an outcome anywhere
--+ kept: yes
SELECT DISTINCT outcome AS concept FROM link WHERE reached AND NOT outcome_kind
