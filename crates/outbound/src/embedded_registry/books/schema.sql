-- The embedded registry's own books: version 2.
-- Instants are seconds since 1970 in UTC; names are A-labels in lower case.

CREATE TABLE registrars (
    id     INTEGER PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE
);
INSERT INTO registrars (id, handle) VALUES (1, 'nameyard'), (2, 'elsewhere');

CREATE TABLE contacts (
    handle      TEXT PRIMARY KEY,
    registrar   INTEGER NOT NULL REFERENCES registrars (id),
    name        TEXT NOT NULL,
    company     TEXT NOT NULL,
    email       TEXT NOT NULL,
    phone       TEXT NOT NULL,
    fax         TEXT NOT NULL,
    street1     TEXT NOT NULL,
    street2     TEXT NOT NULL,
    street3     TEXT NOT NULL,
    city        TEXT NOT NULL,
    province    TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country     TEXT NOT NULL
) WITHOUT ROWID;

-- A name that is free again keeps its row until somebody registers it anew.
CREATE TABLE domains (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE,
    tld         TEXT NOT NULL,
    registrar   INTEGER NOT NULL REFERENCES registrars (id),
    registered  INTEGER NOT NULL,
    anchor      INTEGER NOT NULL,
    expires     INTEGER NOT NULL,
    transferred INTEGER,
    deleted     INTEGER,
    restored    INTEGER,
    locked      INTEGER NOT NULL,
    suspended   INTEGER NOT NULL,
    auth_code   TEXT NOT NULL,
    registrant  TEXT NOT NULL,
    admin       TEXT NOT NULL,
    tech        TEXT NOT NULL,
    billing     TEXT NOT NULL,
    signers     TEXT NOT NULL,
    privacy     INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX domains_by_registrar ON domains (registrar, name);

CREATE TABLE delegations (
    domain   INTEGER NOT NULL REFERENCES domains (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    host     TEXT NOT NULL,
    PRIMARY KEY (domain, position)
) WITHOUT ROWID;
CREATE INDEX delegations_by_host ON delegations (host);

-- Hosts below names of this registry; hosts elsewhere need no row.
CREATE TABLE hosts (
    name      TEXT PRIMARY KEY,
    domain    INTEGER NOT NULL REFERENCES domains (id) ON DELETE CASCADE,
    addresses TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX hosts_by_domain ON hosts (domain);

-- The move that is under way or was the last, of each name that ever moved.
CREATE TABLE transfers (
    domain    INTEGER PRIMARY KEY REFERENCES domains (id) ON DELETE CASCADE,
    gaining   INTEGER NOT NULL REFERENCES registrars (id),
    requested INTEGER NOT NULL,
    acts      INTEGER NOT NULL,
    standing  TEXT NOT NULL,
    expires   INTEGER NOT NULL
);
CREATE INDEX transfers_due ON transfers (acts) WHERE standing = 'pending';

-- What our registrar was not told yet. Numbers are never given twice, so that acknowledging a
-- message again cannot take another one away.
CREATE TABLE messages (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    name      TEXT NOT NULL,
    tld       TEXT NOT NULL,
    incoming  INTEGER NOT NULL,
    standing  TEXT NOT NULL,
    requested INTEGER NOT NULL,
    acts      INTEGER NOT NULL,
    expires   INTEGER NOT NULL
);
