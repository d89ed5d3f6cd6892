package dev.longhaul.shop.productimport.rest;

import dev.longhaul.shop.problem.ProblemException;
import dev.longhaul.shop.productimport.staging.ProfileRefusedException;
import dev.longhaul.shop.productimport.staging.ReadingProfiles;
import dev.longhaul.shop.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** How the files of each supplier are read. Everybody who imports shares the profiles. */
@Path("reading-profiles")
@RequestScoped
@RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
@Produces(MediaType.APPLICATION_JSON)
public class ReadingProfilesResource {

    @Inject
    private ReadingProfiles profiles;

    /** All of them, by name. */
    @GET
    public List<ReadingProfileDocument> list() {
        return profiles.list().stream().map(ReadingProfileDocument::of).toList();
    }

    /** Saves one; one of the same name, in whatever case, is replaced. */
    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public void save(@PathParam("name") String name, InputStream body, @Context SecurityContext caller)
            throws IOException {
        ReadingProfileBody profile = ReadingProfileBody.read(body);
        try {
            profiles.save(
                    name,
                    profile.headerPrint(),
                    profile.choices(),
                    ImportsResource.accessOf(caller).name());
        } catch (ProfileRefusedException refused) {
            throw new ProblemException(400, String.valueOf(refused.getMessage()));
        }
    }

    @DELETE
    @Path("{name}")
    public void remove(@PathParam("name") String name, @Context SecurityContext caller) {
        if (!profiles.remove(name, ImportsResource.accessOf(caller).name())) {
            throw ProblemException.notFound("profile with this name");
        }
    }
}
