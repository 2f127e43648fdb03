-- Token pairs, privileges of contacts, and the last sign-in.

-- Grants are numbered per member, and a number never comes back: a token whose grant is gone is void.
ALTER TABLE member ADD COLUMN grants BIGINT NOT NULL DEFAULT 0;
ALTER TABLE member ADD COLUMN privileges @text NOT NULL DEFAULT '';
ALTER TABLE member ADD COLUMN last_sign_in BIGINT;
ALTER TABLE member ADD COLUMN last_address @text;

CREATE TABLE token_grant (
    member BIGINT NOT NULL REFERENCES member (id),
    number BIGINT NOT NULL,
    family BIGINT NOT NULL,
    minted BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    access_ended BIGINT NOT NULL,
    spent BIGINT NOT NULL,
    PRIMARY KEY (member, number)
);
CREATE INDEX token_grant_by_family ON token_grant (member, family, number);
CREATE INDEX token_grant_by_end ON token_grant (member, ends);
