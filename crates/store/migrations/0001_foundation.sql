-- The whole first schema. `@id`, `@text` and `@bytes` are each engine's words for a generated key,
-- for text that sorts by its bytes and for binary data; everything else is the SQL both engines
-- share. Instants are unix seconds, money is minor units, truth values are 0 and 1.

CREATE TABLE setting (
    name @text PRIMARY KEY,
    value @text NOT NULL
);

CREATE TABLE account (
    id @id,
    parent BIGINT,
    kind @text NOT NULL,
    standing @text NOT NULL,
    currency @text NOT NULL,
    billing @text NOT NULL,
    low_balance BIGINT NOT NULL,
    agreement BIGINT NOT NULL,
    notifications BIGINT NOT NULL,
    opened BIGINT NOT NULL
);
CREATE INDEX account_by_parent ON account (parent, id);

CREATE TABLE member (
    id @id,
    account BIGINT NOT NULL REFERENCES account (id),
    audience @text NOT NULL,
    login @text NOT NULL,
    login_key @text NOT NULL,
    role @text NOT NULL,
    standing @text NOT NULL,
    password @text NOT NULL,
    api_key_digest @bytes,
    api_key_sealed @bytes,
    totp_sealed @bytes,
    totp_pending @bytes,
    totp_step BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    handle @text NOT NULL,
    name @text NOT NULL,
    name_key @text NOT NULL,
    company @text NOT NULL,
    company_key @text NOT NULL,
    email @text NOT NULL,
    phone @text NOT NULL,
    fax @text NOT NULL,
    street1 @text NOT NULL,
    street2 @text NOT NULL,
    street3 @text NOT NULL,
    city @text NOT NULL,
    province @text NOT NULL,
    postal_code @text NOT NULL,
    country @text NOT NULL,
    added BIGINT NOT NULL
);
CREATE UNIQUE INDEX member_by_login ON member (audience, login_key);
CREATE UNIQUE INDEX member_by_api_key ON member (api_key_digest);
CREATE INDEX member_by_account ON member (account, role, id);

CREATE TABLE balance (
    account BIGINT NOT NULL REFERENCES account (id),
    currency @text NOT NULL,
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
    book @text NOT NULL,
    currency @text NOT NULL,
    amount BIGINT NOT NULL,
    operation BIGINT,
    memo @text NOT NULL
);
CREATE INDEX entry_by_account ON entry (account, id);

CREATE TABLE hold (
    id @id,
    account BIGINT NOT NULL REFERENCES account (id),
    currency @text NOT NULL,
    amount BIGINT NOT NULL CHECK (amount >= 0),
    cost BIGINT NOT NULL,
    cost_currency TEXT NOT NULL,
    seller BIGINT NOT NULL,
    reason @text NOT NULL,
    state @text NOT NULL,
    opened BIGINT NOT NULL,
    ends BIGINT NOT NULL
);
CREATE INDEX hold_open ON hold (state, ends) WHERE state = 'open';

CREATE TABLE price_setting (
    id @id,
    seller BIGINT NOT NULL,
    buyer BIGINT NOT NULL,
    tld @text NOT NULL,
    kind @text NOT NULL,
    currency @text NOT NULL,
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
    kind @text NOT NULL,
    account BIGINT NOT NULL,
    member BIGINT,
    subject @text NOT NULL,
    state @text NOT NULL,
    hold BIGINT,
    client_key @text,
    fingerprint @text,
    command @text NOT NULL,
    outcome @text,
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
    kind @text NOT NULL,
    subject BIGINT NOT NULL,
    due BIGINT NOT NULL,
    attempt BIGINT NOT NULL,
    claimed BIGINT NOT NULL,
    payload @text NOT NULL,
    UNIQUE (kind, subject)
);
CREATE INDEX job_by_due ON job (due, id);

CREATE TABLE event (
    id @id,
    at BIGINT NOT NULL,
    account BIGINT NOT NULL,
    member BIGINT,
    kind @text NOT NULL,
    subject @text NOT NULL,
    detail @text NOT NULL
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
    handle @text NOT NULL UNIQUE,
    fingerprint @text NOT NULL,
    name @text NOT NULL,
    company @text NOT NULL,
    email @text NOT NULL,
    phone @text NOT NULL,
    fax @text NOT NULL,
    street1 @text NOT NULL,
    street2 @text NOT NULL,
    street3 @text NOT NULL,
    city @text NOT NULL,
    province @text NOT NULL,
    postal_code @text NOT NULL,
    country @text NOT NULL,
    made BIGINT NOT NULL,
    UNIQUE (account, fingerprint)
);

CREATE TABLE domain (
    id @id,
    name @text NOT NULL,
    tld @text NOT NULL,
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
    reference @text,
    registrant BIGINT NOT NULL,
    admin BIGINT NOT NULL,
    tech BIGINT NOT NULL,
    billing BIGINT NOT NULL,
    nameservers @text NOT NULL,
    signers @text NOT NULL,
    auth_code @bytes NOT NULL,
    pending @text,
    told BIGINT NOT NULL,
    ended BIGINT
);
CREATE UNIQUE INDEX domain_by_name ON domain (name) WHERE ended IS NULL;
CREATE INDEX domain_by_account ON domain (account, name) WHERE ended IS NULL;
CREATE INDEX domain_by_tld ON domain (account, tld, name) WHERE ended IS NULL;

CREATE TABLE tally (
    account BIGINT NOT NULL,
    tld @text NOT NULL,
    domains BIGINT NOT NULL,
    PRIMARY KEY (account, tld)
);

CREATE TABLE host (
    id @id,
    domain BIGINT NOT NULL REFERENCES domain (id),
    name @text NOT NULL,
    addresses @text NOT NULL,
    UNIQUE (domain, name)
);

CREATE TABLE transfer (
    id @id,
    name @text NOT NULL,
    tld @text NOT NULL,
    gaining BIGINT,
    losing BIGINT,
    requested BIGINT NOT NULL,
    deadline BIGINT NOT NULL,
    state @text NOT NULL,
    key_digest @bytes NOT NULL,
    key_sealed @bytes NOT NULL,
    operation BIGINT,
    reference @text
);
CREATE UNIQUE INDEX transfer_by_key ON transfer (key_digest);
CREATE UNIQUE INDEX transfer_pending ON transfer (name) WHERE state = 'pending';
CREATE INDEX transfer_by_name ON transfer (name, id);
CREATE INDEX transfer_by_gaining ON transfer (gaining, id);
CREATE INDEX transfer_by_losing ON transfer (losing, id);

CREATE TABLE zone (
    id @id,
    account BIGINT NOT NULL REFERENCES account (id),
    name @text NOT NULL UNIQUE,
    serial BIGINT NOT NULL,
    changed BIGINT NOT NULL
);

CREATE TABLE record (
    id @id,
    zone BIGINT NOT NULL REFERENCES zone (id),
    name @text NOT NULL,
    kind @text NOT NULL,
    ttl BIGINT NOT NULL,
    priority BIGINT NOT NULL,
    content @text NOT NULL
);
CREATE INDEX record_by_zone ON record (zone, id);

CREATE TABLE contact_template (
    id @id,
    account BIGINT NOT NULL REFERENCES account (id),
    code @text NOT NULL,
    title @text NOT NULL,
    title_key @text NOT NULL,
    role @text NOT NULL,
    standard BIGINT NOT NULL,
    name @text NOT NULL,
    company @text NOT NULL,
    email @text NOT NULL,
    phone @text NOT NULL,
    fax @text NOT NULL,
    street1 @text NOT NULL,
    street2 @text NOT NULL,
    street3 @text NOT NULL,
    city @text NOT NULL,
    province @text NOT NULL,
    postal_code @text NOT NULL,
    country @text NOT NULL,
    UNIQUE (account, title_key, role)
);

CREATE TABLE nameserver_template (
    id @id,
    account BIGINT NOT NULL REFERENCES account (id),
    code @text NOT NULL,
    title @text NOT NULL,
    title_key @text NOT NULL,
    standard BIGINT NOT NULL,
    nameservers @text NOT NULL,
    UNIQUE (account, title_key)
);

CREATE TABLE dns_template (
    id @id,
    account BIGINT NOT NULL REFERENCES account (id),
    title @text NOT NULL,
    title_key @text NOT NULL,
    standard BIGINT NOT NULL,
    UNIQUE (account, title_key)
);

CREATE TABLE dns_template_record (
    id @id,
    template BIGINT NOT NULL REFERENCES dns_template (id),
    name @text NOT NULL,
    kind @text NOT NULL,
    ttl BIGINT NOT NULL,
    priority BIGINT NOT NULL,
    content @text NOT NULL
);
CREATE INDEX dns_template_record_by_template ON dns_template_record (template, id);
