package dev.longhaul.shop.security.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The parts of the application as a request sees them, and the way from one to another. */
final class Paths {

    /** Where the root of the application leads, and where one starts after signing in. */
    static final String START = "/imports";

    static final String SIGN_IN = "/sign-in";
    static final String SIGN_OUT = "/sign-out";
    static final String HEALTH = "/health";
    static final String ACCOUNT = "/account";
    static final String OWN_PASSWORD = "/api/account/password";

    private static final String API = "/api";
    private static final String EVENTS = "/events";
    private static final String ASSETS = "/assets";
    private static final String SAMPLES = "/samples";

    private Paths() {}

    /** The raw path of the request within the application, without its query. */
    static String within(HttpServletRequest request) {
        return within(request, request.getRequestURI());
    }

    /** The part of a raw path of this server that lies within the application. */
    static String within(HttpServletRequest request, String uri) {
        return uri.startsWith(request.getContextPath())
                ? uri.substring(request.getContextPath().length())
                : uri;
    }

    /** Whether programs call this path: it is answered by problem documents and never by pages. */
    static boolean isForPrograms(String path) {
        return isBelow(path, API) || isBelow(path, EVENTS);
    }

    /** Whether someone with a temporary password can use this path; what they can do there their role decides. */
    static boolean isForNewPassword(String path) {
        return isBelow(path, ACCOUNT) || path.equals(OWN_PASSWORD) || path.equals(SIGN_OUT) || isPublic(path);
    }

    private static boolean isPublic(String path) {
        return isAsset(path) || path.equals(SIGN_IN) || path.equals(HEALTH);
    }

    static boolean isRoot(String path) {
        return path.isEmpty() || path.equals("/");
    }

    /** Whether a server would redirect to the same path with a slash, by the host that the client names. */
    static boolean isDirectory(String path) {
        return path.equals(ASSETS) || path.equals(SAMPLES);
    }

    static boolean isAsset(String path) {
        return isBelow(path, ASSETS);
    }

    /** Sends the browser to a path of the application by GET; no host is named, so none can be forged. */
    static void redirect(HttpServletRequest request, HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", request.getContextPath() + path);
    }

    private static boolean isBelow(String path, String parent) {
        return path.equals(parent) || path.startsWith(parent + "/");
    }
}
