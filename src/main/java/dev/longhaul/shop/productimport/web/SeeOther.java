package dev.longhaul.shop.productimport.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The answer to a form that did something: look there. */
final class SeeOther {

    private static final int SEE_OTHER = 303;

    private SeeOther() {}

    /**
     * The address has no host, so that a forged Host header leads nowhere.
     *
     * @param path without the context path
     */
    static void answer(HttpServletRequest request, HttpServletResponse response, String path) {
        response.setStatus(SEE_OTHER);
        response.setHeader("Location", request.getContextPath() + path);
    }
}
