package dev.longhaul.shop.security;

import java.util.Set;

/** The roles of the application. A group of the same name that an identity store answers is the role. */
public final class Roles {

    /** May do everything, on the runs of everyone. */
    public static final String ADMIN = "longhaul-admin";

    /** May import, and sees and cancels their own runs only. */
    public static final String IMPORTER = "longhaul-importer";

    /** Sees the runs of everyone and changes nothing. */
    public static final String VIEWER = "longhaul-viewer";

    /**
     * Has a temporary password and may do nothing but change it. Given by the application alone, instead of the user's
     * own roles, so that each rule that names roles holds it off.
     */
    public static final String PASSWORD_CHANGE = "longhaul-password-change";

    /** The roles that an administrator can give. */
    public static final Set<String> ALL = Set.of(ADMIN, IMPORTER, VIEWER);

    private Roles() {}
}
