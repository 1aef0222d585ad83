--+ title: All studies in the order of their names, with their numbers
--+ uses: study_places
SELECT id, study AS name FROM study_places ORDER BY place
