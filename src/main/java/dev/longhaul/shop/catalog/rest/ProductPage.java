package dev.longhaul.shop.catalog.rest;

import dev.longhaul.shop.catalog.Product;
import java.util.List;

/**
 * Some of the catalogue.
 *
 * @param productCount how many products there are in all
 * @param variantCount how many variants they have in all
 */
public record ProductPage(long productCount, long variantCount, List<Product> products) {}
