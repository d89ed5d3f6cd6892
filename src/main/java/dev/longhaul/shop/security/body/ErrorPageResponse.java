package dev.longhaul.shop.security.body;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * Shows the error page at once, because Payara shows none for a request that was dispatched asynchronously: the answer
 * would be empty.
 */
final class ErrorPageResponse extends HttpServletResponseWrapper {

    private static final String ERROR_PAGE = "/error";

    private final HttpServletRequest request;
    private final RequestAddress address;

    ErrorPageResponse(HttpServletRequest request, RequestAddress address, HttpServletResponse response) {
        super(response);
        this.request = request;
        this.address = address;
    }

    @Override
    public void sendError(int status) throws IOException {
        resetBuffer();
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, address.uri());
        try {
            request.getRequestDispatcher(ERROR_PAGE).forward(request, getResponse());
        } catch (ServletException failed) {
            throw new IOException("the error page cannot be shown", failed);
        }
    }

    @Override
    public void sendError(int status, String text) throws IOException {
        sendError(status);
    }
}
