-- Hosts are found by whose they are: the holder of the name above them, and the account above that one.
-- Operations are found by their account, as long as they are not over.

ALTER TABLE host ADD COLUMN account BIGINT;
ALTER TABLE host ADD COLUMN seller BIGINT;
UPDATE host SET
    account = (SELECT account FROM domain WHERE domain.id = host.domain),
    seller = (SELECT parent FROM account
              WHERE account.id = (SELECT account FROM domain WHERE domain.id = host.domain));
CREATE INDEX host_by_account ON host (account, id);
CREATE INDEX host_by_seller ON host (seller, id);
CREATE INDEX host_by_name ON host (name);

CREATE INDEX operation_at_work ON operation (account, id)
    WHERE state IN ('begun', 'unknown', 'waiting');
