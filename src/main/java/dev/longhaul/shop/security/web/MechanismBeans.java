package dev.longhaul.shop.security.web;

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
    HttpAuthenticationMechanism mechanism(SignIns signIns, PasswordCheck passwords, SecuritySettings settings) {
        return new SignInMechanism(signIns, passwords, new BasicOverHttp(settings.basicOverHttp(), Clock.systemUTC()));
    }
}
