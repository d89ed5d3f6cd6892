package dev.longhaul.shop.security.guessing;

import dev.longhaul.database.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The lanes in which strangers queue for their tries, one for each name and one for each address; the package
 * description has the rule. They are shared by all nodes. Safe for any number of threads.
 */
public final class GuessLanes {

    /** How long a request may be held until its turn comes. */
    public static final Duration LONGEST_HOLD = Duration.ofSeconds(10);

    private static final Duration LENGTH = Duration.ofMinutes(30);

    /** A person needs some time to type a password again. */
    private static final Duration TURN_IS_KEPT = Duration.ofMinutes(15);

    private static final int LANES_OF_A_KIND = 65_536;
    private static final int MAX_HOLDER_LENGTH = 64;
    private static final int TRIES_TO_CREATE = 5;
    private static final String UNIQUE_VIOLATION = "23505";

    private final Jdbi jdbi;
    private final GuessPace namePace;
    private final GuessPace addressPace;

    /**
     * @param limit failures that are free for a name; an address has ten times as many
     * @param window in which so many are forgotten
     */
    public GuessLanes(Database database, int limit, Duration window) {
        this.jdbi = Jdbi.create(database.dataSource());
        this.namePace = GuessPace.ofName(limit, window);
        this.addressPace = GuessPace.ofAddress(limit, window);
    }

    /**
     * Takes the next turn in both lanes, or says when to come back. An admitted try counts as a failure until
     * {@link #takeBack} is called.
     *
     * @param network the address, or the part of it that one party controls
     * @param hold how long the caller can wait, {@link #LONGEST_HOLD} at most
     */
    public Admission enter(String user, String network, Duration hold) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(handle -> enter(handle, user, network, hold));
            } catch (UnableToExecuteStatementException e) {
                // another node has inserted the same lane or turn; it is there now
                if (attempt == TRIES_TO_CREATE || !isUniqueViolation(e)) {
                    throw e;
                }
            }
        }
    }

    /** Takes back the failure that {@link #enter} has counted: the password was right. */
    public void takeBack(String user, String network) {
        jdbi.useTransaction(handle -> {
            for (Lane lane : lanes(user, network)) {
                handle.execute(
                        "UPDATE guess_lane SET forgotten_at = forgotten_at - ? WHERE lane = ?",
                        lane.pace().forgetMillis(),
                        lane.number());
            }
        });
    }

    private Admission enter(Handle handle, String user, String network, Duration hold) {
        List<Lane> lanes = lanes(user, network);
        long now = now(handle);
        List<Position> positions =
                lanes.stream().map(lane -> position(handle, lane, now)).toList();
        long latest = positions.stream().mapToLong(Position::turn).max().orElse(now);
        Duration wait = Duration.ofMillis(Math.max(0, latest - now));
        if (wait.compareTo(hold) <= 0) {
            positions.forEach(position -> position.use(handle));
            return new Admission(true, wait);
        }
        positions.stream()
                .filter(position -> position.turn() > now + hold.toMillis())
                .forEach(position -> position.keep(handle));
        return new Admission(false, wait.compareTo(LENGTH) > 0 ? LENGTH : wait);
    }

    private List<Lane> lanes(String user, String network) {
        String holder = network.length() > MAX_HOLDER_LENGTH ? network.substring(0, MAX_HOLDER_LENGTH) : network;
        int ofName = hash(user);
        return List.of(
                new Lane(ofName, holder, namePace),
                new Lane(LANES_OF_A_KIND + hash(network), Integer.toString(ofName), addressPace));
    }

    private static Position position(Handle handle, Lane lane, long now) {
        Row row = row(handle, lane.number());
        int failures = lane.pace().failures(row.forgottenAt(), now);
        if (failures < lane.pace().limit()) {
            return new Position(lane, row, now, now, false, false);
        }
        Long kept = handle.createQuery("SELECT turn_at FROM guess_turn WHERE lane = ? AND holder = ?")
                .bind(0, lane.number())
                .bind(1, lane.holder())
                .mapTo(Long.class)
                .findOne()
                .orElse(null);
        if (kept != null && kept > now - TURN_IS_KEPT.toMillis()) {
            return new Position(lane, row, now, Math.max(now, kept), true, true);
        }
        return new Position(lane, row, now, Math.max(now, row.nextTurnAt()), true, false);
    }

    private static Row row(Handle handle, int lane) {
        return handle.createQuery("SELECT forgotten_at, next_turn_at FROM guess_lane WHERE lane = ? FOR UPDATE")
                .bind(0, lane)
                .map((result, context) -> new Row(result.getLong(1), result.getLong(2)))
                .findOne()
                .orElseGet(() -> {
                    handle.execute("INSERT INTO guess_lane (lane, forgotten_at, next_turn_at) VALUES (?, 0, 0)", lane);
                    return new Row(0, 0);
                });
    }

    private static long now(Handle handle) {
        return handle.createQuery("SELECT current_timestamp")
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant()
                .toEpochMilli();
    }

    private static int hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ((digest[0] & 0xff) << Byte.SIZE) | (digest[1] & 0xff);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static boolean isUniqueViolation(UnableToExecuteStatementException e) {
        return e.getCause() instanceof SQLException cause && UNIQUE_VIOLATION.equals(cause.getSQLState());
    }

    /** @param holder who has at most one turn in it */
    private record Lane(int number, String holder, GuessPace pace) {}

    private record Row(long forgottenAt, long nextTurnAt) {}

    /**
     * The caller's position in one lane.
     *
     * @param turn when the try may be judged
     * @param paced whether the lane is over its limit
     * @param kept whether the turn was given earlier
     */
    private record Position(Lane lane, Row row, long now, long turn, boolean paced, boolean kept) {

        /** Counts the try and uses up its turn. */
        void use(Handle handle) {
            if (kept) {
                handle.execute("DELETE FROM guess_turn WHERE lane = ? AND holder = ?", lane.number(), lane.holder());
            }
            update(handle, lane.pace().withFailure(row.forgottenAt(), now), paced && !kept);
        }

        /** Notes a turn for the holder, who comes back; not beyond the end of the lane. */
        void keep(Handle handle) {
            if (kept || turn > now + LENGTH.toMillis()) {
                return;
            }
            handle.execute("DELETE FROM guess_turn WHERE turn_at < ?", now - TURN_IS_KEPT.toMillis());
            handle.execute(
                    "INSERT INTO guess_turn (lane, holder, turn_at) VALUES (?, ?, ?)",
                    lane.number(),
                    lane.holder(),
                    turn);
            update(handle, row.forgottenAt(), true);
        }

        private void update(Handle handle, long forgottenAt, boolean takesTurn) {
            long step = lane.pace().stepMillis(lane.pace().failures(row.forgottenAt(), now));
            handle.execute(
                    "UPDATE guess_lane SET forgotten_at = ?, next_turn_at = ? WHERE lane = ?",
                    forgottenAt,
                    takesTurn ? turn + step : row.nextTurnAt(),
                    lane.number());
        }
    }
}
