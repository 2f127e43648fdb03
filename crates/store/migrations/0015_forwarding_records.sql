-- Forwarding as records of a zone. A forward has a number out of those of records, so that no record and
-- no forward are called alike; `place` is the order in which mail rules were given.
CREATE TABLE mail_forward (
    id BIGINT PRIMARY KEY,
    zone BIGINT NOT NULL REFERENCES zone (id),
    place BIGINT NOT NULL,
    source @text NOT NULL,
    target @text NOT NULL
);
CREATE INDEX mail_forward_by_zone ON mail_forward (zone, place, id);

-- The name is what stands in front of the zone's own; empty for the zone itself.
CREATE TABLE web_forward (
    id BIGINT PRIMARY KEY,
    zone BIGINT NOT NULL REFERENCES zone (id),
    name @text NOT NULL,
    target @text NOT NULL,
    kind @text NOT NULL,
    UNIQUE (zone, name)
);

-- What there is takes its numbers by being records for a moment.
INSERT INTO record (zone, name, kind, ttl, priority, content)
    SELECT zone, source, 'MAILFWD', 0, 0, target FROM mail_rule ORDER BY id;
INSERT INTO mail_forward (id, zone, place, source, target)
    SELECT id, zone, id, name, content FROM record WHERE kind = 'MAILFWD';
DELETE FROM record WHERE kind = 'MAILFWD';
INSERT INTO record (zone, name, kind, ttl, priority, content)
    SELECT zone, kind, 'WEBFWD', 0, 0, target FROM web_rule ORDER BY zone;
INSERT INTO web_forward (id, zone, name, target, kind)
    SELECT id, zone, '', content, name FROM record WHERE kind = 'WEBFWD';
DELETE FROM record WHERE kind = 'WEBFWD';

DROP TABLE mail_rule;
DROP TABLE web_rule;
