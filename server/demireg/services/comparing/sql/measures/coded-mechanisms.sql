--+ title: Concepts that are coded as a mechanism anywhere
--+ kept: yes
SELECT DISTINCT mechanism AS concept FROM link WHERE fired AND NOT mechanism_kind
