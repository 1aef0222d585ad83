--+ title: The words for how much of a text was read
--+ kept: yes
SELECT DISTINCT text_seen AS word FROM study WHERE text_seen IS NOT NULL ORDER BY word
