CREATE TABLE app_user (
    name          VARCHAR(100) PRIMARY KEY,
    password_hash VARCHAR(500) NOT NULL,
    roles         VARCHAR(500) NOT NULL,
    disabled      BOOLEAN      NOT NULL,
    created_at    TIMESTAMP WITH TIME ZONE NOT NULL,
    changed_at    TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE sign_in (
    token_hash    VARCHAR(64)   PRIMARY KEY,
    user_name     VARCHAR(100)  NOT NULL,
    own_user      BOOLEAN       NOT NULL,
    roles         VARCHAR(2000) NOT NULL,
    created_at    TIMESTAMP WITH TIME ZONE NOT NULL,
    last_use_at   TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at    TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX sign_in_by_user ON sign_in (user_name);
CREATE INDEX sign_in_by_expiry ON sign_in (expires_at);
