-- Orders, invoices, subscriptions, coupons, affiliates. Tokens as in the first schema.

ALTER TABLE hold ADD COLUMN tax BIGINT NOT NULL DEFAULT 0;
ALTER TABLE operation ADD COLUMN line BIGINT;

-- Numbers that names were ordered under before they were registered.
CREATE TABLE domain_number (
    id @id
);

CREATE TABLE shop_order (
    id @id,
    account BIGINT NOT NULL REFERENCES account (id),
    member BIGINT,
    number BIGINT NOT NULL UNIQUE,
    at BIGINT NOT NULL,
    invoice BIGINT NOT NULL,
    affiliate BIGINT,
    client_key @text,
    fingerprint @text
);
CREATE UNIQUE INDEX shop_order_by_client_key ON shop_order (account, client_key)
    WHERE client_key IS NOT NULL;
CREATE UNIQUE INDEX shop_order_by_invoice ON shop_order (invoice);

CREATE TABLE invoice_series (
    seller BIGINT NOT NULL,
    month BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (seller, month)
);

CREATE TABLE invoice (
    id @id,
    account BIGINT NOT NULL REFERENCES account (id),
    seller BIGINT NOT NULL,
    number @text NOT NULL,
    currency @text NOT NULL,
    state @text NOT NULL,
    raised BIGINT NOT NULL,
    due BIGINT NOT NULL,
    paid BIGINT,
    method BIGINT,
    tax_name @text NOT NULL,
    tax_rate BIGINT NOT NULL,
    subtotal BIGINT NOT NULL,
    tax BIGINT NOT NULL,
    total BIGINT NOT NULL CHECK (total >= 0),
    applied BIGINT NOT NULL CHECK (applied >= 0),
    CHECK (applied <= total)
);
CREATE UNIQUE INDEX invoice_by_number ON invoice (seller, number);
CREATE INDEX invoice_by_account ON invoice (account, id);
CREATE INDEX invoice_unpaid ON invoice (account, id) WHERE state = 'unpaid';

CREATE TABLE invoice_line (
    id @id,
    invoice BIGINT NOT NULL REFERENCES invoice (id),
    account BIGINT NOT NULL,
    kind @text NOT NULL,
    state @text NOT NULL,
    subject BIGINT NOT NULL,
    product BIGINT NOT NULL,
    name @text NOT NULL,
    description @text NOT NULL,
    years BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    share BIGINT NOT NULL,
    share_tax BIGINT NOT NULL,
    covers BIGINT,
    detail @text NOT NULL
);
CREATE INDEX invoice_line_by_invoice ON invoice_line (invoice, id);
CREATE INDEX invoice_line_by_subject ON invoice_line (subject, kind, id);
CREATE INDEX invoice_line_about_names ON invoice_line (account, subject, id)
    WHERE kind IN ('register', 'transfer', 'renew');
CREATE INDEX invoice_line_by_name ON invoice_line (account, name, id)
    WHERE kind IN ('register', 'transfer', 'renew');
-- A cycle of a subscription, or an expiry of a name, is billed to one account once.
CREATE UNIQUE INDEX invoice_line_covers ON invoice_line (kind, subject, covers, account)
    WHERE covers IS NOT NULL AND state NOT IN ('cancelled', 'refused');

CREATE TABLE subscription (
    id @id,
    account BIGINT NOT NULL REFERENCES account (id),
    product BIGINT NOT NULL,
    kind @text NOT NULL,
    cycle @text NOT NULL,
    state @text NOT NULL,
    domain @text NOT NULL,
    label @text NOT NULL,
    username @text NOT NULL,
    password_sealed @bytes NOT NULL,
    currency @text NOT NULL,
    first_payment BIGINT NOT NULL,
    recurring BIGINT NOT NULL,
    created BIGINT NOT NULL,
    anchor BIGINT NOT NULL,
    due BIGINT NOT NULL,
    invoiced BIGINT,
    cancellation @text,
    reason @text NOT NULL,
    ended BIGINT,
    selection @text NOT NULL,
    method BIGINT
);
CREATE INDEX subscription_by_account ON subscription (account, id);

CREATE TABLE stock (
    product BIGINT PRIMARY KEY,
    sold BIGINT NOT NULL CHECK (sold >= 0)
);

CREATE TABLE affiliate (
    id @id,
    account BIGINT NOT NULL UNIQUE REFERENCES account (id),
    plan BIGINT NOT NULL,
    joined BIGINT NOT NULL
);

CREATE TABLE coupon (
    id @id,
    seller BIGINT NOT NULL,
    affiliate BIGINT,
    code @text NOT NULL,
    code_key @text NOT NULL,
    basis_points BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    currency @text NOT NULL,
    uses BIGINT NOT NULL,
    most_uses BIGINT,
    ends BIGINT,
    UNIQUE (seller, code_key)
);
CREATE INDEX coupon_by_affiliate ON coupon (affiliate, id);

CREATE TABLE commission (
    id @id,
    affiliate BIGINT NOT NULL REFERENCES affiliate (id),
    shop_order BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    currency @text NOT NULL,
    at BIGINT NOT NULL,
    payout BIGINT
);
CREATE UNIQUE INDEX commission_waiting ON commission (shop_order) WHERE payout IS NULL;
CREATE INDEX commission_by_affiliate ON commission (affiliate, id);

CREATE TABLE payout (
    id @id,
    affiliate BIGINT NOT NULL REFERENCES affiliate (id),
    amount BIGINT NOT NULL,
    currency @text NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX payout_by_affiliate ON payout (affiliate, id);

-- Money that a gateway was asked for.
CREATE TABLE gateway_charge (
    id @id,
    invoice BIGINT NOT NULL REFERENCES invoice (id),
    account BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    state @text NOT NULL,
    receipt @text NOT NULL,
    begun BIGINT NOT NULL
);
CREATE UNIQUE INDEX gateway_charge_open ON gateway_charge (invoice) WHERE state = 'begun';
CREATE INDEX gateway_charge_by_invoice ON gateway_charge (invoice, id);
