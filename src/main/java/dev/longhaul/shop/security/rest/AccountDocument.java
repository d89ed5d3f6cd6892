package dev.longhaul.shop.security.rest;

import java.util.List;

/**
 * The caller's own account.
 *
 * @param name as typed at sign-in
 * @param roles what the caller may do by this request's credentials
 * @param passwordKeptHere whether the password can be changed here, and tokens can be made
 */
public record AccountDocument(String name, List<String> roles, boolean passwordKeptHere) {}
