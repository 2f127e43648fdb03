-- Tenants, their users, roles and plans, and webhooks.

CREATE TABLE tenant (
    account BIGINT PRIMARY KEY REFERENCES account (id),
    reseller BIGINT NOT NULL REFERENCES account (id),
    name @text NOT NULL,
    name_key @text NOT NULL,
    plan BIGINT NOT NULL,
    retention BIGINT NOT NULL,
    volume BIGINT NOT NULL,
    created BIGINT NOT NULL,
    removed BIGINT
);
-- A name is never given out again: the rows of removed tenants count.
CREATE UNIQUE INDEX tenant_by_name ON tenant (reseller, name_key);
CREATE INDEX tenant_by_reseller ON tenant (reseller, account) WHERE removed IS NULL;

CREATE TABLE tenant_user (
    id @id,
    reseller BIGINT NOT NULL REFERENCES account (id),
    handle @text,
    email @text NOT NULL,
    email_key @text NOT NULL,
    name @text NOT NULL,
    phone @text NOT NULL,
    external @text,
    added BIGINT NOT NULL
);
CREATE UNIQUE INDEX tenant_user_by_email ON tenant_user (reseller, email_key);
CREATE UNIQUE INDEX tenant_user_by_handle ON tenant_user (reseller, handle);
CREATE UNIQUE INDEX tenant_user_by_external ON tenant_user (reseller, external);

CREATE TABLE tenant_member (
    id @id,
    tenant BIGINT NOT NULL REFERENCES tenant (account),
    member BIGINT NOT NULL REFERENCES tenant_user (id),
    owner BIGINT NOT NULL,
    state @text NOT NULL,
    roles @text NOT NULL,
    added BIGINT NOT NULL
);
CREATE UNIQUE INDEX tenant_member_by_user ON tenant_member (member, tenant);
CREATE INDEX tenant_member_by_tenant ON tenant_member (tenant, id);
CREATE UNIQUE INDEX tenant_member_owner ON tenant_member (tenant) WHERE owner = 1;

-- Roles that somebody wrote, for one tenant or for all of a reseller's on a plan.
CREATE TABLE tenant_role (
    id @id,
    reseller BIGINT NOT NULL REFERENCES account (id),
    tenant BIGINT REFERENCES tenant (account),
    plan BIGINT,
    name @text NOT NULL,
    name_key @text NOT NULL,
    description @text NOT NULL,
    policies @text NOT NULL,
    applications @text NOT NULL,
    removed BIGINT
);
CREATE UNIQUE INDEX tenant_role_of_tenant ON tenant_role (tenant, name_key)
    WHERE tenant IS NOT NULL AND removed IS NULL;
CREATE UNIQUE INDEX tenant_role_of_plan ON tenant_role (reseller, plan, name_key)
    WHERE plan IS NOT NULL AND removed IS NULL;

-- What a reseller changed about a plan.
CREATE TABLE tenant_plan (
    reseller BIGINT NOT NULL REFERENCES account (id),
    plan BIGINT NOT NULL,
    retention_least BIGINT,
    retention_most BIGINT,
    retention_usual BIGINT,
    volume_least BIGINT,
    volume_most BIGINT,
    volume_usual BIGINT,
    applications @text,
    PRIMARY KEY (reseller, plan)
);

-- Whose data a tenant may read besides its own.
CREATE TABLE tenant_visibility (
    id @id,
    tenant BIGINT NOT NULL REFERENCES tenant (account),
    seen BIGINT NOT NULL REFERENCES tenant (account),
    tables @text NOT NULL
);
CREATE UNIQUE INDEX tenant_visibility_by_tenant ON tenant_visibility (tenant, seen);
CREATE INDEX tenant_visibility_by_seen ON tenant_visibility (seen, tenant);

ALTER TABLE callback ADD COLUMN addressee @text NOT NULL DEFAULT 'caller';
