package dev.longhaul.it.example;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Starts, reads and cancels the import of this application: {@code POST /start}, {@code GET /}, {@code POST
 * /cancel?by=}.
 */
@WebServlet("/import/*")
public class SupplierImportServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SupplierImport supplierImport;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(supplierImport.progress());
        response.getWriter().println(supplierImport.receipt());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        if (request.getPathInfo().equals("/start")) {
            supplierImport.start("autumn.csv", 100_000);
        } else {
            supplierImport.cancel(request.getParameter("by"));
        }
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
    }
}
