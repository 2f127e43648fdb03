-- Bills: invoices of an account whose purchases the account above pays at the call, for whole months.

ALTER TABLE invoice ADD COLUMN payer BIGINT;
ALTER TABLE invoice_line ADD COLUMN months BIGINT NOT NULL DEFAULT 0;
CREATE INDEX invoice_by_payer ON invoice (payer, id) WHERE payer IS NOT NULL;
CREATE INDEX invoice_by_payer_raised ON invoice (payer, raised, id) WHERE payer IS NOT NULL;
CREATE INDEX invoice_by_account_raised ON invoice (account, raised, id) WHERE payer IS NOT NULL;
