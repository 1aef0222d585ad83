--+ title: Which concept opposes which, by number
--+ kept: yes
SELECT concept, opposed FROM opposite
