-- Changes of zones, for whoever serves them; and who serves what.
CREATE TABLE zone_change (
    id @id,
    apex @text NOT NULL,
    serial BIGINT,
    made BIGINT NOT NULL
);
CREATE INDEX zone_change_by_apex ON zone_change (apex, id);
CREATE INDEX zone_change_by_age ON zone_change (made, id);

CREATE TABLE zone_published (
    apex @text NOT NULL,
    server @text NOT NULL,
    serial BIGINT NOT NULL,
    change BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    PRIMARY KEY (apex, server)
);
CREATE INDEX zone_published_by_change ON zone_published (server, change);

-- All zones in the order of their names.
CREATE INDEX zone_by_name ON zone (name);
