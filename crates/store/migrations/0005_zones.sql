-- Hosted zones beside those of names, and forwarding.

-- only sqlite
-- A constraint cannot be taken off a table here, so both tables are made anew around the same rows.
-- Numbers are never given twice from now on: who deletes by an old number deletes nothing else.
CREATE TABLE new_zone (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account BIGINT NOT NULL REFERENCES account (id),
    subscription BIGINT,
    name @text NOT NULL,
    serial BIGINT NOT NULL,
    changed BIGINT NOT NULL
);
INSERT INTO new_zone (id, account, name, serial, changed)
    SELECT id, account, name, serial, changed FROM zone;
CREATE TABLE new_record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    zone BIGINT NOT NULL REFERENCES new_zone (id),
    name @text NOT NULL,
    kind @text NOT NULL,
    ttl BIGINT NOT NULL,
    priority BIGINT NOT NULL,
    content @text NOT NULL
);
INSERT INTO new_record (id, zone, name, kind, ttl, priority, content)
    SELECT id, zone, name, kind, ttl, priority, content FROM record;
DROP TABLE record;
DROP TABLE zone;
ALTER TABLE new_zone RENAME TO zone;
ALTER TABLE new_record RENAME TO record;
CREATE INDEX record_by_zone ON record (zone, id);
-- only postgres
ALTER TABLE zone DROP CONSTRAINT zone_name_key;
ALTER TABLE zone ADD COLUMN subscription BIGINT;
-- both

-- A name has one zone of its own at most, and one under a subscription.
CREATE UNIQUE INDEX zone_of_name ON zone (name) WHERE subscription IS NULL;
CREATE UNIQUE INDEX zone_hosted ON zone (name) WHERE subscription IS NOT NULL;
CREATE INDEX zone_by_account ON zone (account, id) WHERE subscription IS NOT NULL;
CREATE INDEX zone_by_subscription ON zone (subscription, id) WHERE subscription IS NOT NULL;

CREATE TABLE mail_rule (
    id @id,
    zone BIGINT NOT NULL REFERENCES zone (id),
    source @text NOT NULL,
    target @text NOT NULL
);
CREATE INDEX mail_rule_by_zone ON mail_rule (zone, id);

CREATE TABLE web_rule (
    zone BIGINT PRIMARY KEY REFERENCES zone (id),
    target @text NOT NULL,
    kind @text NOT NULL
);

-- The keys that some of a name's DS records were made from.
CREATE TABLE domain_key (
    id @id,
    domain BIGINT NOT NULL REFERENCES domain (id),
    label @text NOT NULL,
    flags BIGINT NOT NULL,
    algorithm BIGINT NOT NULL,
    public_key @bytes NOT NULL,
    key_tag BIGINT NOT NULL,
    digest_type BIGINT NOT NULL,
    digest @text NOT NULL,
    UNIQUE (domain, label)
);

CREATE INDEX domain_ended ON domain (account, name, ended, id) WHERE ended IS NOT NULL;
