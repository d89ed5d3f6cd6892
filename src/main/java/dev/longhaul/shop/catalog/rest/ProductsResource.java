package dev.longhaul.shop.catalog.rest;

import dev.longhaul.shop.catalog.Catalog;
import dev.longhaul.shop.problem.ProblemException;
import dev.longhaul.shop.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Products, in the order of their handles. */
@Path("products")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ProductsResource {

    private static final int MOST_LISTED = 500;

    @Inject
    private Catalog catalog;

    /**
     * One page.
     *
     * @param after the last handle of the page before; none for the first page
     */
    @GET
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER, Roles.VIEWER})
    public ProductPage list(
            @Nullable @QueryParam("after") String after, @QueryParam("limit") @DefaultValue("50") int limit) {
        if (limit < 1 || limit > MOST_LISTED) {
            throw new ProblemException(400, "limit must be from 1 to " + MOST_LISTED + ", was " + limit + ".");
        }
        List<Map<String, Object>> documents =
                catalog.page(after, limit).stream().map(ProductDocument::of).toList();
        return new ProductPage(catalog.productCount(), catalog.variantCount(), documents);
    }

    @GET
    @Path("{handle}")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER, Roles.VIEWER})
    public Map<String, Object> show(@PathParam("handle") String handle) {
        return catalog.findByHandle(handle)
                .map(ProductDocument::of)
                .orElseThrow(() -> ProblemException.notFound("product with this handle"));
    }
}
