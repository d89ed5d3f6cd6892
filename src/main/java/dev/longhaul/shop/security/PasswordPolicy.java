package dev.longhaul.shop.security;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which passwords are too easy to guess (NIST SP 800-63B-4, section 3.1.1.2): short ones, common ones with what people
 * do to them, and the user's own name. Nothing is asked of the kinds of characters. Safe for any number of threads.
 */
final class PasswordPolicy {

    static final int MIN_LENGTH = 12;
    static final int MAX_LENGTH = 1000;

    /** Fewer guesses than 10^8, which is zxcvbn's "somewhat guessable" and below. */
    private static final int LOWEST_SCORE = 3;

    /** The time of an estimate grows faster than the length; what is strong is so within this many characters. */
    private static final int JUDGED_LENGTH = 64;

    private static final int SHORTEST_NAME = 3;
    private static final int LEAST_BESIDE_NAME = 6;

    private PasswordPolicy() {}

    /** @throws UserRefusedException with the reason, if this user must not have this password */
    static void check(String user, String password) throws UserRefusedException {
        if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
            throw new UserRefusedException(
                    "length", "A password has " + MIN_LENGTH + " to " + MAX_LENGTH + " characters.");
        }
        if (isMadeOfName(user, password)) {
            throw new UserRefusedException(
                    "own-name", "This password is made of the user's name. Choose one that has nothing to do with it.");
        }
        String judged = password.substring(0, Math.min(password.length(), JUDGED_LENGTH));
        if (Estimate.ZXCVBN.measure(judged, namesOf(user)).getScore() < LOWEST_SCORE) {
            throw new UserRefusedException(
                    "common",
                    "This password is among the first that a guesser tries: it is common, or a pattern such as a"
                            + " repetition or a row of keys. A few unrelated words are easy to keep in mind.");
        }
    }

    private static boolean isMadeOfName(String user, String password) {
        if (user.length() < SHORTEST_NAME) {
            return false;
        }
        String lower = password.toLowerCase(Locale.ROOT);
        String rest = lower.replace(user.toLowerCase(Locale.ROOT), "");
        // signs between and around the names add next to nothing
        return !rest.equals(lower) && rest.replaceAll("[^\\p{L}\\p{N}]", "").length() < LEAST_BESIDE_NAME;
    }

    /** Counted as words that a guesser tries first. */
    private static List<String> namesOf(String user) {
        List<String> names = new ArrayList<>(List.of("longhaul", user));
        names.addAll(List.of(user.split("[._@-]+")));
        return names;
    }

    /** Loads its dictionaries when the first password is set; some servers never set one. */
    private static final class Estimate {
        static final Zxcvbn ZXCVBN = new Zxcvbn();
    }
}
