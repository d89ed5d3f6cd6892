package dev.longhaul.shop.catalog.rest;

import java.util.List;
import java.util.Map;

/**
 * One page of the catalogue.
 *
 * @param productCount how many products there are in all
 * @param variantCount how many variants they have in all
 * @param products see {@link ProductDocument}
 */
public record ProductPage(long productCount, long variantCount, List<Map<String, Object>> products) {}
