-- Calls to addresses that callers gave.

CREATE TABLE callback (
    id @id,
    account BIGINT NOT NULL REFERENCES account (id),
    subject @text NOT NULL,
    url @text NOT NULL,
    headers @text NOT NULL,
    body @text NOT NULL,
    state @text NOT NULL,
    attempt BIGINT NOT NULL,
    status BIGINT,
    enqueued BIGINT NOT NULL,
    tried BIGINT
);

CREATE INDEX callback_by_account ON callback (account, id);
