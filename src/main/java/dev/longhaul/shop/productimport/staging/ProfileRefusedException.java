package dev.longhaul.shop.productimport.staging;

/** Refuses the name of a profile. The message is one sentence for the person who chose it. */
public final class ProfileRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private ProfileRefusedException(String sentence) {
        super(sentence);
    }

    /** The name without blanks around it. */
    static String requireName(String name) throws ProfileRefusedException {
        String plain = name.strip();
        if (plain.isEmpty() || plain.length() > ReadingProfile.LONGEST_NAME) {
            throw new ProfileRefusedException("The name of a profile must have 1 to " + ReadingProfile.LONGEST_NAME
                    + " characters, had " + plain.length() + ".");
        }
        if (plain.matches(".*[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}/\\\\].*")) {
            throw new ProfileRefusedException(
                    "The name of a profile must have no slash and no invisible characters in it.");
        }
        return plain;
    }
}
