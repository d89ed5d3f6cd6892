-- Strangers' tries with passwords, in lanes: one for each name and one for each address, by a hash, so there are 131072 rows
-- at most. All times are the database's, in milliseconds since 1970, because they are summed and compared and never shown.
CREATE TABLE guess_lane (
    lane         INTEGER PRIMARY KEY,
    -- when the last counted failure will be forgotten
    forgotten_at BIGINT  NOT NULL,
    -- when the next try may be judged, once there are too many failures
    next_turn_at BIGINT  NOT NULL
);

-- turns kept for tries that were sent away; at most one for each holder in a lane
CREATE TABLE guess_turn (
    lane    INTEGER     NOT NULL,
    holder  VARCHAR(64) NOT NULL,
    turn_at BIGINT      NOT NULL,
    PRIMARY KEY (lane, holder)
);

CREATE INDEX guess_turn_by_time ON guess_turn (turn_at);

-- browsers in which a user has signed in before; a browser may know several users
CREATE TABLE known_browser (
    value_hash  VARCHAR(64)  NOT NULL,
    user_name   VARCHAR(100) NOT NULL,
    last_use_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (value_hash, user_name)
);

CREATE INDEX known_browser_by_user ON known_browser (user_name);
CREATE INDEX known_browser_by_use ON known_browser (last_use_at);
