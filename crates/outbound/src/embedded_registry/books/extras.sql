-- The embedded registry's own books, since version 3: what was said of a name besides contacts when
-- it was registered.

CREATE TABLE extras (
    domain INTEGER NOT NULL REFERENCES domains (id) ON DELETE CASCADE,
    key    TEXT NOT NULL,
    value  TEXT NOT NULL,
    PRIMARY KEY (domain, key)
) WITHOUT ROWID;
