package dev.longhaul.shop.security.guessing;

import dev.longhaul.database.Database;
import dev.longhaul.testing.Sql;
import java.time.Duration;

/** Lets time pass for the lanes of a database, whose own clock no test can turn. */
public final class LaneClock {

    private LaneClock() {}

    public static void advance(Database database, Duration time) {
        Sql.on(database).useTransaction(handle -> {
            handle.execute(
                    "UPDATE guess_lane SET forgotten_at = forgotten_at - ?, next_turn_at = next_turn_at - ?",
                    time.toMillis(),
                    time.toMillis());
            handle.execute("UPDATE guess_turn SET turn_at = turn_at - ?", time.toMillis());
        });
    }
}
