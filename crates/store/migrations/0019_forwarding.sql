-- Certificates of names that lead elsewhere, and addresses behind aliases.

-- Records that lead to web addresses, by their names.
CREATE INDEX record_leading ON record (zone, name) WHERE kind IN ('URL', 'FRAME');

-- A host that leads elsewhere, asked for over HTTPS: its certificate once there is one, and when the
-- next is due. The key is sealed.
CREATE TABLE forward_certificate (
    host @text PRIMARY KEY,
    due BIGINT NOT NULL,
    attempt BIGINT NOT NULL,
    claimed BIGINT NOT NULL,
    chain @text,
    private_key @bytes,
    ends BIGINT
);
CREATE INDEX forward_certificate_by_due ON forward_certificate (due, host);

-- What an authority wants to find at a host that it looks at (RFC 8555 section 8.3).
CREATE TABLE forward_challenge (
    token @text PRIMARY KEY,
    answer @text NOT NULL,
    made BIGINT NOT NULL
);
CREATE INDEX forward_challenge_by_age ON forward_challenge (made);

-- Accounts at authorities, sealed.
CREATE TABLE forward_account (
    authority @text PRIMARY KEY,
    credentials @bytes NOT NULL
);

-- What stands behind aliases: the addresses of each target, as they were seen last.
CREATE TABLE alias_address (
    zone BIGINT NOT NULL,
    target @text NOT NULL,
    address @text NOT NULL,
    ttl BIGINT NOT NULL,
    PRIMARY KEY (zone, target, address)
);

-- Zones whose aliases have to be looked at when a zone changes, comes or goes.
CREATE TABLE alias_watch (
    apex @text NOT NULL,
    zone BIGINT NOT NULL,
    PRIMARY KEY (apex, zone)
);
CREATE INDEX alias_watch_by_zone ON alias_watch (zone);
CREATE INDEX record_alias ON record (zone) WHERE kind = 'ALIAS';
