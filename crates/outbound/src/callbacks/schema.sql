-- What was called back: version 1.
-- Instants are seconds since 1970 in UTC.

CREATE TABLE attempts (
    position INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,
    url      TEXT NOT NULL,
    -- A JSON list of pairs, in the order in which they were sent.
    headers  TEXT NOT NULL,
    body     TEXT NOT NULL,
    -- None where nobody answered, or nobody may be called.
    status   INTEGER
);
