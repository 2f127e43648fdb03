-- The server host's own books: version 1.
-- Instants are seconds since 1970 in UTC. What a task that is over has changed is computed when
-- somebody looks, and written down when something is changed.

CREATE TABLE servers (
    position  INTEGER PRIMARY KEY AUTOINCREMENT,
    reference TEXT NOT NULL UNIQUE,
    plan      TEXT NOT NULL,
    cluster   INTEGER NOT NULL,
    name      TEXT NOT NULL,
    address   TEXT NOT NULL UNIQUE,
    created   INTEGER NOT NULL,
    set_up    INTEGER NOT NULL,
    power     TEXT NOT NULL,
    blocked   INTEGER NOT NULL,
    image     TEXT NOT NULL,
    panel     TEXT,
    live      TEXT,
    salt      BLOB NOT NULL,
    digest    BLOB NOT NULL,
    console_salt   BLOB NOT NULL DEFAULT x'',
    console_digest BLOB NOT NULL DEFAULT x'',
    console_ends   INTEGER
);

-- The newest of a server is the one that is under way, or was last.
CREATE TABLE tasks (
    position  INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    server    INTEGER NOT NULL REFERENCES servers (position) ON DELETE CASCADE,
    kind      TEXT NOT NULL,
    ends      INTEGER NOT NULL,
    image     TEXT,
    panel     TEXT,
    salt      BLOB,
    digest    BLOB,
    failure   TEXT,
    -- Whether what it changed was written down.
    settled   INTEGER NOT NULL
);
CREATE INDEX tasks_of_server ON tasks (server, position);

-- References of servers that were removed; none is used again.
CREATE TABLE gone (
    reference TEXT PRIMARY KEY
) WITHOUT ROWID;
