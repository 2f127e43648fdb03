-- Customers and the registrants of their names. `customer` is the account that a contact was first used
-- for, `reseller` the account above that one; what nobody used for a customer yet has only the latter,
-- where it was made for customers. `seller` is the account above the holder, as everywhere.

ALTER TABLE contact_object ADD COLUMN mobile @text NOT NULL DEFAULT '';
ALTER TABLE contact_object ADD COLUMN business_number @text NOT NULL DEFAULT '';
ALTER TABLE contact_object ADD COLUMN business_number_type @text NOT NULL DEFAULT '';
ALTER TABLE contact_object ADD COLUMN customer BIGINT;
ALTER TABLE contact_object ADD COLUMN reseller BIGINT;
CREATE INDEX contact_object_by_customer ON contact_object (customer, contact)
    WHERE customer IS NOT NULL;
CREATE INDEX contact_object_by_reseller ON contact_object (reseller, contact)
    WHERE reseller IS NOT NULL;

-- What the registry was told of a name besides its contacts.
CREATE TABLE domain_extra (
    domain BIGINT NOT NULL REFERENCES domain (id),
    name @text NOT NULL,
    value @text NOT NULL,
    PRIMARY KEY (domain, name)
);

-- Names of every standing, by number.
CREATE INDEX domain_ever_by_account ON domain (account, id);
CREATE INDEX domain_ever_by_seller ON domain (seller, id);
ALTER TABLE invoice_line ADD COLUMN seller BIGINT;
UPDATE invoice_line
    SET seller = (SELECT parent FROM account WHERE account.id = invoice_line.account);
CREATE INDEX invoice_line_coming_by_account ON invoice_line (account, subject, id)
    WHERE kind IN ('register', 'transfer') AND state IN ('begun', 'refused');
CREATE INDEX invoice_line_coming_by_seller ON invoice_line (seller, subject, id)
    WHERE kind IN ('register', 'transfer') AND state IN ('begun', 'refused');
CREATE INDEX operation_by_line ON operation (line, id) WHERE line IS NOT NULL;
