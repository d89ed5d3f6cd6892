package dev.longhaul.it.waiting;

import dev.longhaul.request.LongRequests;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /sightings?prefix=}: which tokens fired and when; {@code GET /sightings/live}: how many requests wait. */
@WebServlet("/sightings/*")
public class SightingsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Sightings sightings;

    @Inject
    private transient LongRequests requests;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream()
                .print(
                        "/live".equals(request.getPathInfo())
                                ? Integer.toString(requests.liveCount())
                                : sightings.lines(request.getParameter("prefix")));
    }
}
