-- What zones are signed with.
CREATE TABLE zone_signing (
    zone BIGINT PRIMARY KEY REFERENCES zone (id),
    algorithm BIGINT NOT NULL,
    stage @text NOT NULL,
    since BIGINT NOT NULL,
    ready BIGINT,
    signed_at BIGINT NOT NULL
);

-- The secret is sealed under the realm's key. The newest key of a zone is the last one.
CREATE TABLE zone_key (
    id @id,
    zone BIGINT NOT NULL REFERENCES zone (id),
    algorithm BIGINT NOT NULL,
    secret @bytes NOT NULL,
    public_key @bytes NOT NULL,
    made BIGINT NOT NULL
);
CREATE INDEX zone_key_by_zone ON zone_key (zone, id);
