--+ title: What each concept is a kind of, itself too, by number
--+ kept: yes
SELECT concept, ancestor FROM kind
