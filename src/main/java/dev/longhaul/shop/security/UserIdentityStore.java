package dev.longhaul.shop.security;

import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.security.enterprise.identitystore.PasswordHash;
import java.util.Optional;

/**
 * Checks names and passwords against the table {@code app_user}.
 *
 * <p>An unknown or disabled user costs the same slow hash as a known one, so time does not tell them apart. A deployer
 * who keeps users elsewhere adds an {@code IdentityStore} bean of their own and sets
 * {@code longhaul.users.source=deployer}; this store then answers nothing.
 *
 * <p>The caller's unique id in a result is the mark of the password that matched: a sign-in begins only if it is still
 * the user's.
 */
final class UserIdentityStore implements IdentityStore {

    /** Marks a result as coming from the table, whose roles are read anew at each request. */
    static final String ID = "longhaul-users";

    private final Users users;
    private final PasswordHash passwordHash;
    private final VerifiedPasswords verified;
    private final boolean active;
    private final String hashOfNobody;

    UserIdentityStore(
            Users users, PasswordHash passwordHash, VerifiedPasswords verified, SecuritySettings.UserSource source) {
        this.users = users;
        this.passwordHash = passwordHash;
        this.verified = verified;
        this.active = source == SecuritySettings.UserSource.DATABASE;
        this.hashOfNobody = passwordHash.generate(Passwords.generate().toCharArray());
    }

    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (!active || !(credential instanceof UsernamePasswordCredential namePassword)) {
            return CredentialValidationResult.NOT_VALIDATED_RESULT;
        }
        char[] password = namePassword.getPassword().getValue();
        Optional<User> user = users.find(namePassword.getCaller());
        if (user.isEmpty()) {
            passwordHash.verify(password, hashOfNobody);
        }
        return user.filter(known -> matches(known, password))
                .filter(known -> !known.disabled())
                .map(known -> new CredentialValidationResult(
                        ID,
                        new CallerPrincipal(known.name()),
                        null,
                        known.password().mark(),
                        known.effectiveRoles()))
                .orElse(CredentialValidationResult.INVALID_RESULT);
    }

    private boolean matches(User user, char[] password) {
        if (verified.contains(user, password)) {
            return true;
        }
        boolean matches = passwordHash.verify(password, user.passwordHash());
        if (matches) {
            verified.remember(user, password);
        }
        return matches;
    }
}
