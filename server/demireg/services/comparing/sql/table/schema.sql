--+ title: The comparison table
--+ summary: One block of rows per study, replaced as a whole. Names are the short ones (wood-2021/w12). The largest
--+ summary: table, fact, holds numbers in their place, which concept and study explain; the view part has the names.
CREATE TABLE layout (text VARCHAR NOT NULL);
CREATE TABLE block (study VARCHAR PRIMARY KEY, version VARCHAR NOT NULL);
-- One row: the generation of the repository that all rows are known to be of, 0 where that is to be found out, and the
-- number of the last change to any row.
CREATE TABLE in_step (generation BIGINT NOT NULL, change BIGINT NOT NULL);
INSERT INTO in_step VALUES (0, 0);
CREATE TABLE theories_block (version VARCHAR NOT NULL);
CREATE TABLE theory (theory VARCHAR, label VARCHAR);
CREATE TABLE proposition (theory VARCHAR, proposition VARCHAR, text VARCHAR, place INTEGER);
-- What a proposition's patterns ask for; a proposition may have several patterns.
CREATE TABLE pattern (theory VARCHAR, proposition VARCHAR, pattern VARCHAR, role VARCHAR, concept VARCHAR);
CREATE TABLE concept (id INTEGER PRIMARY KEY, concept VARCHAR UNIQUE NOT NULL, label VARCHAR);
-- Codes and labels by which a concept is known too.
CREATE TABLE alias (concept INTEGER, alias VARCHAR);
-- A concept is a kind of itself too. Opposition stands in both directions.
CREATE TABLE kind (concept INTEGER, ancestor INTEGER);
CREATE TABLE opposite (concept INTEGER, opposed INTEGER);
CREATE TABLE programme (id INTEGER PRIMARY KEY, programme VARCHAR UNIQUE NOT NULL);
CREATE TABLE study (
    id INTEGER PRIMARY KEY, study VARCHAR UNIQUE NOT NULL, label VARCHAR, year INTEGER, programme VARCHAR,
    programme_id INTEGER, country VARCHAR, text_seen VARCHAR, synthesises VARCHAR[], countries VARCHAR[],
    models VARCHAR[], designs VARCHAR[], sites VARCHAR[]
);
-- Contexts that are said of a whole site, coded ones only.
CREATE TABLE site (study INTEGER, concept INTEGER);
-- number: study id * 65536 + place within the study.
CREATE TABLE configuration (
    number BIGINT PRIMARY KEY, configuration VARCHAR, study INTEGER, title VARCHAR, locator VARCHAR,
    confidence VARCHAR, stages VARCHAR[], voices VARCHAR[]
);
-- ripples_as: context or mechanism where the source says so, inferred where the same element goes on.
CREATE TABLE ripple (study INTEGER, configuration VARCHAR, target VARCHAR, ripples_as VARCHAR);
CREATE TABLE fact (
    study INTEGER, programme INTEGER, configuration BIGINT, part VARCHAR, role VARCHAR, fired BOOLEAN,
    concept INTEGER, ancestor BOOLEAN, by_authors BOOLEAN, valence VARCHAR, basis VARCHAR
);
-- Mechanisms of a configuration beside its outcomes, derived from fact: one row per pair of concepts, kinds too, and
-- one without an outcome where none is coded. Most measures of mechanisms read this and not fact twice.
CREATE TABLE link (
    study INTEGER, programme INTEGER, configuration BIGINT,
    mechanism INTEGER, fired BOOLEAN, mechanism_kind BOOLEAN, mechanism_by_authors BOOLEAN,
    outcome INTEGER, reached BOOLEAN, outcome_kind BOOLEAN, outcome_by_authors BOOLEAN
);
CREATE TABLE stance (
    study VARCHAR, programme VARCHAR, assessment VARCHAR, proposition VARCHAR, stance VARCHAR,
    configurations VARCHAR[], basis VARCHAR, review VARCHAR, agent VARCHAR, assessed VARCHAR
);
CREATE TABLE match (
    study VARCHAR, programme VARCHAR, proposition VARCHAR, configuration VARCHAR, profile VARCHAR, kind VARCHAR
);
CREATE VIEW part AS
SELECT
    s.study, s.programme, k.configuration, f.part, f.role, f.fired, c.concept, f.ancestor, f.valence, f.basis
FROM fact f
JOIN study s ON s.id = f.study
JOIN configuration k ON k.number = f.configuration
LEFT JOIN concept c ON c.id = f.concept;
