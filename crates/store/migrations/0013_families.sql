-- Products in families, and features that belong to servers.

ALTER TABLE subscription ADD COLUMN part_of BIGINT;
-- Refused before anybody was told its number.
ALTER TABLE subscription ADD COLUMN untold BIGINT NOT NULL DEFAULT 0;
CREATE INDEX subscription_part_of ON subscription (part_of, id) WHERE part_of IS NOT NULL;
CREATE INDEX subscription_by_product ON subscription (account, product, id);
CREATE INDEX subscription_by_seller_and_product ON subscription (seller, product, id);
CREATE INDEX subscription_by_domain ON subscription (domain, product, id);
