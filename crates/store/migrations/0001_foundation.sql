-- The whole first schema. `@id` and `@bytes` are each engine's words for a generated key and for
-- binary data; everything else is the SQL both engines share. Instants are unix seconds, money is
-- minor units, truth values are 0 and 1.

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE account (
    id @id,
    parent BIGINT,
    kind TEXT NOT NULL,
    standing TEXT NOT NULL,
    currency TEXT NOT NULL,
    billing TEXT NOT NULL,
    low_balance BIGINT NOT NULL,
    agreement BIGINT NOT NULL,
    notifications BIGINT NOT NULL,
    opened BIGINT NOT NULL
);
CREATE INDEX account_by_parent ON account (parent, id);

CREATE TABLE member (
    id @id,
    account BIGINT NOT NULL REFERENCES account (id),
    audience TEXT NOT NULL,
    login TEXT NOT NULL,
    login_key TEXT NOT NULL,
    role TEXT NOT NULL,
    standing TEXT NOT NULL,
    password TEXT NOT NULL,
    api_key_digest @bytes,
    api_key_sealed @bytes,
    totp_sealed @bytes,
    totp_pending @bytes,
    totp_step BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    handle TEXT NOT NULL,
    name TEXT NOT NULL,
    company TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    fax TEXT NOT NULL,
    street1 TEXT NOT NULL,
    street2 TEXT NOT NULL,
    street3 TEXT NOT NULL,
    city TEXT NOT NULL,
    province TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country TEXT NOT NULL,
    added BIGINT NOT NULL
);
CREATE UNIQUE INDEX member_by_login ON member (audience, login_key);
CREATE UNIQUE INDEX member_by_api_key ON member (api_key_digest);
CREATE INDEX member_by_account ON member (account, role, id);

CREATE TABLE balance (
    account BIGINT NOT NULL REFERENCES account (id),
    currency TEXT NOT NULL,
    posted BIGINT NOT NULL,
    held BIGINT NOT NULL CHECK (held >= 0),
    credit_limit BIGINT NOT NULL,
    PRIMARY KEY (account, currency),
    CHECK (posted - held + credit_limit >= 0)
);

CREATE TABLE entry (
    id @id,
    batch BIGINT NOT NULL,
    at BIGINT NOT NULL,
    account BIGINT NOT NULL,
    book TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    operation BIGINT,
    memo TEXT NOT NULL
);
CREATE INDEX entry_by_account ON entry (account, id);

CREATE TABLE hold (
    id @id,
    account BIGINT NOT NULL REFERENCES account (id),
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount >= 0),
    cost BIGINT NOT NULL,
    seller BIGINT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    opened BIGINT NOT NULL,
    ends BIGINT NOT NULL
);
CREATE INDEX hold_open ON hold (state, ends) WHERE state = 'open';

CREATE TABLE price_setting (
    id @id,
    seller BIGINT NOT NULL,
    buyer BIGINT NOT NULL,
    tld TEXT NOT NULL,
    kind TEXT NOT NULL,
    currency TEXT NOT NULL,
    register_minor BIGINT NOT NULL,
    renew_minor BIGINT NOT NULL,
    transfer_minor BIGINT NOT NULL,
    redemption_minor BIGINT NOT NULL,
    premium_minor BIGINT NOT NULL,
    opted_out BIGINT NOT NULL,
    at BIGINT NOT NULL,
    current BIGINT NOT NULL
);
CREATE UNIQUE INDEX price_setting_current ON price_setting (seller, buyer, tld) WHERE current = 1;

CREATE TABLE operation (
    id @id,
    kind TEXT NOT NULL,
    account BIGINT NOT NULL,
    member BIGINT,
    subject TEXT NOT NULL,
    state TEXT NOT NULL,
    hold BIGINT,
    client_key TEXT,
    fingerprint TEXT,
    command TEXT NOT NULL,
    outcome TEXT,
    attempt BIGINT NOT NULL,
    begun BIGINT NOT NULL,
    updated BIGINT NOT NULL
);
CREATE UNIQUE INDEX operation_by_client_key ON operation (account, client_key)
    WHERE client_key IS NOT NULL;
CREATE UNIQUE INDEX operation_claims_name ON operation (subject)
    WHERE kind = 'register' AND state IN ('begun', 'unknown');
CREATE INDEX operation_open ON operation (state, id) WHERE state IN ('begun', 'unknown');
CREATE INDEX operation_open_by_subject ON operation (subject) WHERE state IN ('begun', 'unknown');

CREATE TABLE job (
    id @id,
    kind TEXT NOT NULL,
    subject BIGINT NOT NULL,
    due BIGINT NOT NULL,
    attempt BIGINT NOT NULL,
    claimed BIGINT NOT NULL,
    payload TEXT NOT NULL,
    UNIQUE (kind, subject)
);
CREATE INDEX job_by_due ON job (due, id);

CREATE TABLE event (
    id @id,
    at BIGINT NOT NULL,
    account BIGINT NOT NULL,
    member BIGINT,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX event_by_account ON event (account, id);
CREATE INDEX event_by_subject ON event (account, subject, id);

CREATE TABLE acknowledgement (
    event BIGINT PRIMARY KEY,
    at BIGINT NOT NULL
);

CREATE TABLE contact (
    id @id,
    account BIGINT NOT NULL REFERENCES account (id),
    handle TEXT NOT NULL UNIQUE,
    fingerprint TEXT NOT NULL,
    name TEXT NOT NULL,
    company TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    fax TEXT NOT NULL,
    street1 TEXT NOT NULL,
    street2 TEXT NOT NULL,
    street3 TEXT NOT NULL,
    city TEXT NOT NULL,
    province TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country TEXT NOT NULL,
    made BIGINT NOT NULL,
    UNIQUE (account, fingerprint)
);

CREATE TABLE domain (
    id @id,
    name TEXT NOT NULL,
    tld TEXT NOT NULL,
    account BIGINT NOT NULL REFERENCES account (id),
    registered BIGINT NOT NULL,
    anchor BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    renewed BIGINT,
    updated BIGINT NOT NULL,
    transferred BIGINT,
    deleted BIGINT,
    locked BIGINT NOT NULL,
    suspended BIGINT NOT NULL,
    autorenew BIGINT NOT NULL,
    privacy BIGINT NOT NULL,
    managed_dns BIGINT NOT NULL,
    dnssec BIGINT NOT NULL,
    reference TEXT,
    registrant BIGINT NOT NULL,
    admin BIGINT NOT NULL,
    tech BIGINT NOT NULL,
    billing BIGINT NOT NULL,
    nameservers TEXT NOT NULL,
    signers TEXT NOT NULL,
    auth_code @bytes NOT NULL,
    pending TEXT,
    told BIGINT NOT NULL,
    ended BIGINT
);
CREATE UNIQUE INDEX domain_by_name ON domain (name) WHERE ended IS NULL;
CREATE INDEX domain_by_account ON domain (account, name) WHERE ended IS NULL;
CREATE INDEX domain_by_tld ON domain (account, tld, name) WHERE ended IS NULL;

CREATE TABLE tally (
    account BIGINT NOT NULL,
    tld TEXT NOT NULL,
    domains BIGINT NOT NULL,
    PRIMARY KEY (account, tld)
);

CREATE TABLE host (
    id @id,
    domain BIGINT NOT NULL REFERENCES domain (id),
    name TEXT NOT NULL,
    addresses TEXT NOT NULL,
    UNIQUE (domain, name)
);

CREATE TABLE transfer (
    id @id,
    name TEXT NOT NULL,
    tld TEXT NOT NULL,
    gaining BIGINT,
    losing BIGINT,
    requested BIGINT NOT NULL,
    deadline BIGINT NOT NULL,
    state TEXT NOT NULL,
    key_digest @bytes NOT NULL,
    key_sealed @bytes NOT NULL,
    operation BIGINT,
    reference TEXT
);
CREATE UNIQUE INDEX transfer_by_key ON transfer (key_digest);
CREATE UNIQUE INDEX transfer_pending ON transfer (name) WHERE state = 'pending';
CREATE INDEX transfer_by_name ON transfer (name, id);
CREATE INDEX transfer_by_gaining ON transfer (gaining, id);
CREATE INDEX transfer_by_losing ON transfer (losing, id);

CREATE TABLE zone (
    id @id,
    account BIGINT NOT NULL REFERENCES account (id),
    name TEXT NOT NULL UNIQUE,
    serial BIGINT NOT NULL,
    changed BIGINT NOT NULL
);

CREATE TABLE record (
    id @id,
    zone BIGINT NOT NULL REFERENCES zone (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    ttl BIGINT NOT NULL,
    priority BIGINT NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX record_by_zone ON record (zone, id);

CREATE TABLE contact_template (
    id @id,
    account BIGINT NOT NULL REFERENCES account (id),
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    role TEXT NOT NULL,
    standard BIGINT NOT NULL,
    name TEXT NOT NULL,
    company TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    fax TEXT NOT NULL,
    street1 TEXT NOT NULL,
    street2 TEXT NOT NULL,
    street3 TEXT NOT NULL,
    city TEXT NOT NULL,
    province TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country TEXT NOT NULL,
    UNIQUE (account, title_key, role)
);

CREATE TABLE nameserver_template (
    id @id,
    account BIGINT NOT NULL REFERENCES account (id),
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    standard BIGINT NOT NULL,
    nameservers TEXT NOT NULL,
    UNIQUE (account, title_key)
);

CREATE TABLE dns_template (
    id @id,
    account BIGINT NOT NULL REFERENCES account (id),
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    standard BIGINT NOT NULL,
    UNIQUE (account, title_key)
);

CREATE TABLE dns_template_record (
    id @id,
    template BIGINT NOT NULL REFERENCES dns_template (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    ttl BIGINT NOT NULL,
    priority BIGINT NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX dns_template_record_by_template ON dns_template_record (template, id);
