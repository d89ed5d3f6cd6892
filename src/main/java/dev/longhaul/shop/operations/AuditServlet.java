package dev.longhaul.shop.operations;

import dev.longhaul.shop.audit.AuditAction;
import dev.longhaul.shop.audit.AuditEntry;
import dev.longhaul.shop.audit.AuditFilter;
import dev.longhaul.shop.audit.AuditTrail;
import dev.longhaul.shop.problem.InvalidRequestException;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** The page of the audit trail, for administrators: the newest lines first, {@value #SHOWN} a page. */
@WebServlet("/audit")
public class AuditServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 50;

    @Inject
    private transient AuditTrail trail;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        AuditFilter filter;
        long before;
        try {
            filter = AuditQuery.filter(request::getParameter);
            String given = request.getParameter("before");
            before = given == null ? Long.MAX_VALUE : Long.parseLong(given);
        } catch (InvalidRequestException | NumberFormatException unreadable) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        // one more than is shown tells whether there is a next page
        List<AuditEntry> found = trail.newest(filter, before, SHOWN + 1);
        List<AuditEntry> shown = found.subList(0, Math.min(SHOWN, found.size()));
        request.setAttribute("entries", shown);
        request.setAttribute("next", found.size() > SHOWN ? shown.get(SHOWN - 1).id() : null);
        request.setAttribute("actions", AuditAction.values());
        request.getRequestDispatcher("/WEB-INF/pages/audit.jsp").forward(request, response);
    }
}
