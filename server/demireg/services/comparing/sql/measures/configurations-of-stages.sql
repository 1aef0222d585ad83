--+ title: The configurations of the chosen stages, by number
SELECT number AS configuration FROM configuration WHERE list_has_any(stages, $stages::VARCHAR[])
