package dev.longhaul.shop.productimport.rest;

import java.util.List;

/** The newest imports first. */
public record ImportList(List<ImportDocument> imports) {}
