-- The hosting panel's own books: version 1.
-- Instants are seconds since 1970 in UTC.

CREATE TABLE accounts (
    position  INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    username  TEXT NOT NULL UNIQUE,
    domain    TEXT,
    email     TEXT NOT NULL,
    plan      TEXT NOT NULL,
    suspended INTEGER NOT NULL,
    salt      BLOB NOT NULL,
    digest    BLOB NOT NULL,
    created   INTEGER NOT NULL
);

CREATE TABLE resources (
    account INTEGER NOT NULL REFERENCES accounts (position) ON DELETE CASCADE,
    name    TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (account, name)
) WITHOUT ROWID;

-- References of accounts that were removed; none is used again.
CREATE TABLE gone (
    reference TEXT PRIMARY KEY
) WITHOUT ROWID;

-- How many user names were made of a beginning, so that the next one is found at once.
CREATE TABLE beginnings (
    beginning TEXT PRIMARY KEY,
    made      INTEGER NOT NULL
) WITHOUT ROWID;
