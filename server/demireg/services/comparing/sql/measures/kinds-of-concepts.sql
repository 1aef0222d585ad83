--+ title: What each concept is a kind of, itself too, by number
SELECT concept, ancestor FROM kind
