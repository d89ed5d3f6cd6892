package dev.longhaul.shop.security.web;

import dev.longhaul.shop.security.SecuritySettings;
import dev.longhaul.shop.security.connection.ClientConnection;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * What becomes of Basic credentials that came without TLS: everyone on the way has read them. They are refused, or the
 * log warns once an hour. There is no warning about a client on this machine. Safe for any number of threads.
 */
final class BasicOverHttp {

    static final String REFUSAL =
            "This server does not accept a name and a password over plain http. Send them over https.";

    private static final System.Logger LOG = System.getLogger(BasicOverHttp.class.getName());
    private static final Duration WARNING_EVERY = Duration.ofHours(1);

    private final boolean refuse;
    private final Clock clock;
    private final Consumer<String> warning;
    private Instant nextWarning = Instant.MIN;

    BasicOverHttp(SecuritySettings.BasicOverHttp setting, Clock clock) {
        this(setting, clock, text -> LOG.log(Level.WARNING, text));
    }

    BasicOverHttp(SecuritySettings.BasicOverHttp setting, Clock clock, Consumer<String> warning) {
        this.refuse = setting == SecuritySettings.BasicOverHttp.REFUSE;
        this.clock = clock;
        this.warning = warning;
    }

    /** Whether the credentials of this connection must not even be looked at. */
    boolean refuses(ClientConnection connection) {
        if (connection.secure()) {
            return false;
        }
        if (!refuse && !connection.isLocal() && isTimeToWarn()) {
            warning.accept(connection.address()
                    + " sends a password over plain http, where it can be read on the way. Use https; behind a proxy that"
                    + " ends TLS set longhaul.proxy.trusted; longhaul.sign-in.basic-over-http=refuse refuses it."
                    + " The next warning comes in an hour at the earliest");
        }
        return refuse;
    }

    private synchronized boolean isTimeToWarn() {
        Instant now = clock.instant();
        if (now.isBefore(nextWarning)) {
            return false;
        }
        nextWarning = now.plus(WARNING_EVERY);
        return true;
    }
}
