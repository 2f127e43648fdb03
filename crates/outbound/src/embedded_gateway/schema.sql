-- The payment gateway's own books: version 1.
-- Instants are seconds since 1970 in UTC; amounts are whole minor units.

CREATE TABLE charges (
    position  INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    payer     TEXT NOT NULL,
    memo      TEXT NOT NULL,
    minor     INTEGER NOT NULL,
    currency  TEXT NOT NULL,
    at        INTEGER NOT NULL,
    refunded  INTEGER NOT NULL
);
