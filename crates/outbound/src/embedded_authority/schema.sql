-- The certificate authority's own books: version 1.
-- Instants are seconds since 1970 in UTC.

CREATE TABLE orders (
    position     INTEGER PRIMARY KEY AUTOINCREMENT,
    reference    TEXT NOT NULL UNIQUE,
    product      TEXT NOT NULL,
    request      TEXT NOT NULL,
    organization TEXT,
    ends         INTEGER NOT NULL,
    validation   TEXT NOT NULL,
    created      INTEGER NOT NULL,
    serial       TEXT UNIQUE,
    certificate  TEXT,
    begins       INTEGER,
    revoked      INTEGER,
    reason       TEXT NOT NULL DEFAULT '',
    -- How often its approvers were written to.
    letters      INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX orders_revoked ON orders (revoked) WHERE revoked IS NOT NULL;

-- The common name has place 1.
CREATE TABLE names (
    ordered  INTEGER NOT NULL REFERENCES orders (position) ON DELETE CASCADE,
    place    INTEGER NOT NULL,
    name     TEXT NOT NULL,
    approver TEXT,
    -- What opens the page on which the approver approves.
    token    TEXT UNIQUE,
    shown    INTEGER NOT NULL,
    -- Whether a letter to the approver is still to be sent.
    unsent   INTEGER NOT NULL,
    PRIMARY KEY (ordered, place)
) WITHOUT ROWID;
CREATE INDEX names_unsent ON names (unsent) WHERE unsent;
