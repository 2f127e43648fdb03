-- Servers and their tasks. What was bought, until when it is paid and whose it is stands in the
-- subscription.

CREATE TABLE server (
    subscription BIGINT PRIMARY KEY REFERENCES subscription (id),
    name @text NOT NULL UNIQUE,
    state @text NOT NULL,
    power @text NOT NULL,
    cluster BIGINT NOT NULL,
    image @text NOT NULL,
    panel @text NOT NULL,
    live @text NOT NULL,
    address @text NOT NULL,
    purpose @text NOT NULL,
    social @text NOT NULL,
    callback_url @text NOT NULL,
    password_sealed @bytes NOT NULL,
    task @text,
    task_reference @text NOT NULL,
    task_panel @text NOT NULL,
    task_ends BIGINT,
    console_ends BIGINT
);

CREATE INDEX subscription_by_due ON subscription (account, kind, due, id);
CREATE INDEX subscription_by_seller_and_due ON subscription (seller, kind, due, id);
