package dev.longhaul.shop.notification;

import dev.longhaul.settings.Settings;
import dev.longhaul.settings.SettingsGroup;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator can set about mail.
 *
 * @param session JNDI name of the container's mail session ({@code longhaul.mail.session}); null looks for the two
 *     names that the scripts in server-config use
 * @param support addresses that are told of each failed run ({@code longhaul.mail.support}, separated by commas)
 * @param publicAddress where people reach the application, for links ({@code longhaul.public.address}); null makes none
 * @param retryEvery pause before a mail that could not be sent is tried again ({@code longhaul.mail.retry-interval},
 *     default one minute)
 */
record MailSettings(
        @Nullable String session,
        List<String> support,
        @Nullable String publicAddress,
        Duration retryEvery) implements SettingsGroup {

    MailSettings {
        support = List.copyOf(support);
    }

    static MailSettings from(Settings settings) {
        return new MailSettings(
                session(settings),
                support(settings),
                publicAddress(settings),
                settings.duration(
                        "longhaul.mail.retry-interval",
                        Duration.ofMinutes(1),
                        Duration.ofMillis(100),
                        Duration.ofHours(1)));
    }

    private static @Nullable String session(Settings settings) {
        String key = "longhaul.mail.session";
        String name = settings.optionalText(key).orElse(null);
        // a name such as ldap://... would leave the server
        if (name != null && !name.matches("(java:)?[\\w/.-]+")) {
            settings.reject(key, name, "a JNDI name such as java:jboss/mail/longhaul or mail/longhaul");
            return null;
        }
        return name;
    }

    private static List<String> support(Settings settings) {
        String key = "longhaul.mail.support";
        List<String> addresses = Arrays.stream(settings.text(key, "").split(","))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .distinct()
                .toList();
        for (String address : addresses) {
            if (!address.matches("[^\\s@<>]+@[^\\s@<>]+")) {
                settings.reject(key, address, "addresses such as support@shop.example, separated by commas");
            }
        }
        return addresses;
    }

    private static @Nullable String publicAddress(Settings settings) {
        String key = "longhaul.public.address";
        String address = settings.optionalText(key).orElse(null);
        if (address == null) {
            return null;
        }
        if (!address.matches("https?://[^\\s?#]+")) {
            settings.reject(key, address, "an address such as https://shop.example/longhaul");
        }
        return address.endsWith("/") ? address : address + "/";
    }
}
