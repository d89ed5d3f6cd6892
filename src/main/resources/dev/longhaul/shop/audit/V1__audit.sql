CREATE TABLE audit_line (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    written_at TIMESTAMP WITH TIME ZONE DEFAULT current_timestamp NOT NULL,
    node       VARCHAR(100)  NOT NULL,
    action     VARCHAR(40)   NOT NULL,
    user_name  VARCHAR(100)  NOT NULL,
    address    VARCHAR(100)  NOT NULL,
    subject    VARCHAR(300)  NOT NULL,
    detail     VARCHAR(1000) NOT NULL,
    times      INTEGER       NOT NULL
);

CREATE INDEX audit_line_by_time ON audit_line (written_at);
CREATE INDEX audit_line_by_user ON audit_line (user_name, id);
