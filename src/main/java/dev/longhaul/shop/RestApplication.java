package dev.longhaul.shop;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The REST API. The resources are in the {@code rest} leaf of the feature they belong to. */
@ApplicationPath("/api")
public class RestApplication extends Application {

    @Override
    public Map<String, Object> getProperties() {
        // Jersey holds back the first 8 KiB of a body; nothing streamed would leave before. It also makes a Location
        // absolute, by the host that the client names, which may be forged. RESTEasy ignores both names
        return Map.of(
                "jersey.config.server.contentLength.buffer",
                0,
                "jersey.config.server.headers.location.relative.resolution.disabled",
                true);
    }
}
