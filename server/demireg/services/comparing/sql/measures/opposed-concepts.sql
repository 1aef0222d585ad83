--+ title: Which concept opposes which, by number
SELECT concept, opposed FROM opposite
