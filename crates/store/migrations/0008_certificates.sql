-- Certificates, what they were asked for with, and keys made for customers. Whose a certificate is and
-- until when it is paid stands in its subscription.

CREATE TABLE certificate (
    id BIGINT PRIMARY KEY REFERENCES subscription (id),
    state @text NOT NULL,
    name @text NOT NULL,
    years BIGINT NOT NULL,
    begins BIGINT,
    expires BIGINT,
    number @text
);
CREATE INDEX certificate_by_name ON certificate (name, id);
CREATE INDEX certificate_by_number ON certificate (number) WHERE number IS NOT NULL;

-- What the authority was asked, once for each issue; the last one stands for the certificate.
CREATE TABLE certificate_order (
    id @id,
    certificate BIGINT NOT NULL REFERENCES certificate (id),
    progress @text NOT NULL,
    number @text,
    names @text NOT NULL,
    signing_request @text NOT NULL,
    validation @text NOT NULL,
    approvers @text NOT NULL,
    challenges @text NOT NULL,
    web_server @text NOT NULL,
    organization_name @text,
    admin BIGINT NOT NULL REFERENCES contact (id),
    tech BIGINT NOT NULL REFERENCES contact (id),
    organization BIGINT REFERENCES contact (id),
    asked BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    why @text NOT NULL,
    serial @text,
    issued @text,
    chain @text,
    issued_begins BIGINT,
    issued_ends BIGINT
);
CREATE INDEX certificate_order_by_certificate ON certificate_order (certificate, id);
CREATE UNIQUE INDEX certificate_order_by_number ON certificate_order (number)
    WHERE number IS NOT NULL;
CREATE INDEX certificate_order_by_admin ON certificate_order (admin);
CREATE INDEX certificate_order_by_tech ON certificate_order (tech);
CREATE INDEX certificate_order_by_organization ON certificate_order (organization)
    WHERE organization IS NOT NULL;

CREATE TABLE certificate_key (
    id @id,
    account BIGINT NOT NULL REFERENCES account (id),
    digest @bytes,
    sealed @bytes,
    signing_request @text NOT NULL,
    made BIGINT NOT NULL
);
CREATE INDEX certificate_key_by_account ON certificate_key (account, id);
CREATE INDEX certificate_key_by_digest ON certificate_key (digest) WHERE digest IS NOT NULL;
