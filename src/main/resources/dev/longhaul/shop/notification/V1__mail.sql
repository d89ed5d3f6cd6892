-- Mails that are to be sent, were sent, or could not be: the row is taken before the mail goes out, so it goes out once.
CREATE TABLE mail (
    id          UUID PRIMARY KEY,
    -- what the mail is about: the same end of the same run is told once to the same address
    topic       VARCHAR(200)  NOT NULL,
    recipient   VARCHAR(254)  NOT NULL,
    subject     VARCHAR(500)  NOT NULL,
    body        VARCHAR(8000) NOT NULL,
    status      VARCHAR(20)   NOT NULL,
    attempts    INTEGER       NOT NULL,
    last_error  VARCHAR(1000),
    created_at  TIMESTAMP WITH TIME ZONE NOT NULL,
    changed_at  TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT mail_once UNIQUE (topic, recipient)
);

CREATE INDEX mail_status ON mail (status, created_at);
