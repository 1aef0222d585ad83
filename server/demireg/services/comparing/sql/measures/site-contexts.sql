--+ title: What is coded of the whole site of each chosen study, kinds too
--+ uses: chosen
SELECT site.study, k.ancestor AS concept
FROM site
JOIN kind k ON k.concept = site.concept
JOIN chosen c ON c.study = site.study
