-- Departments, tickets, replies and attachments. Tokens as in the first schema.

CREATE TABLE department (
    id @id,
    seller BIGINT NOT NULL REFERENCES account (id),
    name @text NOT NULL,
    description @text NOT NULL,
    position BIGINT NOT NULL
);
CREATE UNIQUE INDEX department_by_name ON department (seller, name);
CREATE INDEX department_by_position ON department (seller, position, id);

-- A number follows from the row, so it is written right after it, in the same transaction.
CREATE TABLE ticket (
    id @id,
    number BIGINT,
    account BIGINT NOT NULL REFERENCES account (id),
    member BIGINT,
    department BIGINT NOT NULL REFERENCES department (id),
    author @text NOT NULL,
    email @text NOT NULL,
    subject @text NOT NULL,
    body @text NOT NULL,
    state @text NOT NULL,
    client_read BIGINT NOT NULL,
    opened BIGINT NOT NULL,
    updated BIGINT NOT NULL
);
CREATE UNIQUE INDEX ticket_by_number ON ticket (number);
CREATE INDEX ticket_by_account ON ticket (account, id);

CREATE TABLE ticket_reply (
    id @id,
    ticket BIGINT NOT NULL REFERENCES ticket (id),
    side @text NOT NULL,
    author @text NOT NULL,
    body @text NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX ticket_reply_by_ticket ON ticket_reply (ticket, id);

CREATE TABLE attachment (
    id @id,
    ticket BIGINT NOT NULL REFERENCES ticket (id),
    reply BIGINT REFERENCES ticket_reply (id),
    name @text NOT NULL,
    content_type @text NOT NULL,
    bytes @bytes NOT NULL
);
CREATE INDEX attachment_by_ticket ON attachment (ticket, id);
