package dev.longhaul.shop.security.web;

import dev.longhaul.shop.audit.AuditTrail;
import dev.longhaul.shop.security.ApiTokens;
import dev.longhaul.shop.security.PasswordCheck;
import dev.longhaul.shop.security.SecuritySettings;
import dev.longhaul.shop.security.SignIns;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import java.time.Clock;

/** Makes the one authentication mechanism, by which the server knows that Jakarta Security is in charge. */
@ApplicationScoped
class MechanismBeans {

    @Produces
    @Singleton
    HttpAuthenticationMechanism mechanism(
            SignIns signIns, PasswordCheck passwords, ApiTokens tokens, AuditTrail audit, SecuritySettings settings) {
        return new SignInMechanism(
                signIns, passwords, tokens, audit, new BasicOverHttp(settings.basicOverHttp(), Clock.systemUTC()));
    }
}
