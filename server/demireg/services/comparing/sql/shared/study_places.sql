--+ title: The place of each study among all by name, from 1, whatever its number
--+ summary: Configurations of one study have their places in its number already, so that both together are in the order
--+ summary: of the configurations' names, which begin with that of their study and a slash.
SELECT id, study, row_number() OVER (ORDER BY study || '/') AS place FROM study
