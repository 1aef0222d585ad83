--+ title: The comparison table
--+ summary: One block of rows per study, replaced as a whole. Identifiers are the short ones (wood-2021/w12).
CREATE TABLE layout (text VARCHAR NOT NULL);
CREATE TABLE block (study VARCHAR PRIMARY KEY, version VARCHAR NOT NULL);
CREATE TABLE theories_block (version VARCHAR NOT NULL);
CREATE TABLE theory (theory VARCHAR, label VARCHAR);
CREATE TABLE proposition (theory VARCHAR, proposition VARCHAR, text VARCHAR, place INTEGER);
CREATE TABLE study (
    study VARCHAR, label VARCHAR, year INTEGER, programme VARCHAR, country VARCHAR, text_seen VARCHAR,
    synthesises VARCHAR[]
);
CREATE TABLE part (
    study VARCHAR, programme VARCHAR, configuration VARCHAR, part VARCHAR, role VARCHAR, fired BOOLEAN,
    concept VARCHAR, ancestor BOOLEAN, valence VARCHAR, basis VARCHAR
);
CREATE TABLE stance (
    study VARCHAR, programme VARCHAR, assessment VARCHAR, proposition VARCHAR, stance VARCHAR,
    configurations VARCHAR[], basis VARCHAR, review VARCHAR, agent VARCHAR, assessed VARCHAR
);
CREATE TABLE match (
    study VARCHAR, programme VARCHAR, proposition VARCHAR, configuration VARCHAR, profile VARCHAR, kind VARCHAR
);
