-- Keys that sign requests, and what may be said only once.

-- A key without a public part is looked for among all of its audience.
CREATE TABLE signing_key (
    id @id,
    audience @text NOT NULL,
    account BIGINT NOT NULL REFERENCES account (id),
    tenant BIGINT,
    public @text NOT NULL,
    secret_sealed @bytes NOT NULL,
    name @text NOT NULL,
    made BIGINT NOT NULL,
    ended BIGINT,
    change BIGINT NOT NULL
);

CREATE UNIQUE INDEX signing_key_by_public ON signing_key (audience, public)
    WHERE public <> '' AND ended IS NULL;
CREATE INDEX signing_key_by_change ON signing_key (audience, change);
CREATE INDEX signing_key_by_account ON signing_key (account, audience, id);
CREATE INDEX signing_key_by_tenant ON signing_key (tenant, id);

-- How often the keys of an audience changed. Whoever changes one holds the row until it commits, so
-- changes become visible in the order of their numbers.
CREATE TABLE signing_key_tally (
    audience @text PRIMARY KEY,
    changes BIGINT NOT NULL
);

CREATE TABLE said_once (
    scope @text NOT NULL,
    word @text NOT NULL,
    ends BIGINT NOT NULL,
    PRIMARY KEY (scope, word)
);

CREATE INDEX said_once_by_end ON said_once (ends);
