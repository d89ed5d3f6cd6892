-- true from the day an administrator has set the password until its owner has changed it
ALTER TABLE app_user ADD COLUMN password_temporary BOOLEAN DEFAULT FALSE NOT NULL;

-- everyone signs in once more; null only in what a node of the version before writes while nodes are replaced in turn
DELETE FROM sign_in;
ALTER TABLE sign_in ADD COLUMN id UUID;
ALTER TABLE sign_in ADD COLUMN address VARCHAR(100) DEFAULT '' NOT NULL;
ALTER TABLE sign_in ADD COLUMN browser VARCHAR(100) DEFAULT '' NOT NULL;
CREATE UNIQUE INDEX sign_in_by_id ON sign_in (id);

CREATE TABLE api_token (
    id          UUID PRIMARY KEY,
    token_hash  VARCHAR(64)  NOT NULL UNIQUE,
    user_name   VARCHAR(100) NOT NULL,
    name        VARCHAR(100) NOT NULL,
    scope       VARCHAR(20)  NOT NULL,
    created_at  TIMESTAMP WITH TIME ZONE NOT NULL,
    last_use_at TIMESTAMP WITH TIME ZONE,
    expires_at  TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX api_token_by_user ON api_token (user_name);
