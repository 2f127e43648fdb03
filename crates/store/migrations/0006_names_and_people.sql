-- Contacts and hosts as objects, notes, pincodes, transfers that are confirmed by mail, subscriptions
-- that are paid when they are bought, and whose customers an account sees. `seller` is the account
-- above the holder.

ALTER TABLE account ADD COLUMN pincode @bytes;
ALTER TABLE account ADD COLUMN contact BIGINT;

ALTER TABLE domain ADD COLUMN note @text NOT NULL DEFAULT '';
ALTER TABLE domain ADD COLUMN premium BIGINT NOT NULL DEFAULT 0;
ALTER TABLE domain ADD COLUMN seller BIGINT;
UPDATE domain SET seller = (SELECT parent FROM account WHERE account.id = domain.account);
CREATE INDEX domain_by_seller ON domain (seller, name) WHERE ended IS NULL;
CREATE INDEX domain_by_number ON domain (account, id) WHERE ended IS NULL;
CREATE INDEX domain_by_expiry ON domain (account, expires, id) WHERE ended IS NULL;
CREATE INDEX domain_ended_by_seller ON domain (seller, name, ended, id) WHERE ended IS NOT NULL;

ALTER TABLE contact ADD COLUMN seller BIGINT;
ALTER TABLE contact ADD COLUMN ended BIGINT;
UPDATE contact SET seller = (SELECT parent FROM account WHERE account.id = contact.account);
CREATE INDEX contact_by_account ON contact (account, id) WHERE ended IS NULL;
CREATE INDEX contact_by_seller ON contact (seller, id) WHERE ended IS NULL;
CREATE INDEX contact_by_email ON contact (account, email) WHERE ended IS NULL;
CREATE INDEX domain_by_registrant ON domain (registrant) WHERE ended IS NULL;
CREATE INDEX domain_by_admin ON domain (admin) WHERE ended IS NULL;
CREATE INDEX domain_by_tech ON domain (tech) WHERE ended IS NULL;
CREATE INDEX domain_by_billing ON domain (billing) WHERE ended IS NULL;

CREATE TABLE contact_object (
    contact BIGINT PRIMARY KEY REFERENCES contact (id),
    kind @text NOT NULL,
    given_name @text NOT NULL,
    family_name @text NOT NULL,
    birth_date @text NOT NULL,
    passport_number @text NOT NULL,
    passport_date @text NOT NULL,
    passport_issuer @text NOT NULL,
    emails @text NOT NULL,
    russian_name @text NOT NULL,
    tax_number @text NOT NULL,
    tax_reason @text NOT NULL,
    director @text NOT NULL,
    resident BIGINT,
    updated BIGINT NOT NULL
);

ALTER TABLE transfer ADD COLUMN number BIGINT;
CREATE UNIQUE INDEX transfer_unconfirmed ON transfer (name) WHERE state = 'unconfirmed';
CREATE INDEX transfer_promised ON transfer (number) WHERE number IS NOT NULL;
CREATE INDEX transfer_coming ON transfer (gaining, name) WHERE state IN ('pending', 'unconfirmed');

ALTER TABLE subscription ADD COLUMN seller BIGINT;
ALTER TABLE subscription ADD COLUMN prepaid BIGINT NOT NULL DEFAULT 0;
ALTER TABLE subscription ADD COLUMN autorenew BIGINT NOT NULL DEFAULT 0;
ALTER TABLE subscription ADD COLUMN note @text NOT NULL DEFAULT '';
UPDATE subscription
    SET seller = (SELECT parent FROM account WHERE account.id = subscription.account);
CREATE INDEX subscription_by_kind ON subscription (account, kind, id);
CREATE INDEX subscription_by_seller ON subscription (seller, kind, id);
