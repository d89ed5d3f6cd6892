package dev.longhaul.shop.security.rest;

import dev.longhaul.shop.problem.ProblemException;
import dev.longhaul.shop.security.LogText;
import jakarta.annotation.Priority;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets a resource method be called by the roles that its {@link RolesAllowed} names, or else that of its class. A
 * method without either is denied to everyone, so a new one answers nobody until somebody has decided who it is for.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class RolesFilter implements ContainerRequestFilter {

    private static final System.Logger LOG = System.getLogger(RolesFilter.class.getName());

    @Context
    @SuppressWarnings("NullAway.Init") // injected by JAX-RS before any request
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Set<String> roles = rolesOf(resource.getResourceMethod(), resource.getResourceClass());
        if (roles.stream().noneMatch(request.getSecurityContext()::isUserInRole)) {
            Principal caller = request.getSecurityContext().getUserPrincipal();
            LOG.log(
                    Level.WARNING,
                    "refused {0} {1} to {2}",
                    request.getMethod(),
                    LogText.of(request.getUriInfo().getPath()),
                    LogText.of(caller == null ? "" : caller.getName()));
            throw new ProblemException(403, "You are not allowed to do this.");
        }
    }

    /** Who may call the method; nobody when neither it nor its class says so. */
    static Set<String> rolesOf(@Nullable Method method, @Nullable Class<?> type) {
        RolesAllowed allowed = method == null ? null : method.getAnnotation(RolesAllowed.class);
        // a server may hand over a generated subclass, on which the annotation is not repeated
        for (Class<?> level = type; allowed == null && level != null; level = level.getSuperclass()) {
            allowed = level.getAnnotation(RolesAllowed.class);
        }
        return allowed == null || method == null ? Set.of() : Set.copyOf(Arrays.asList(allowed.value()));
    }
}
