package dev.longhaul.shop.productimport.rest;

import dev.longhaul.shop.productimport.WarningText;
import java.util.List;

/** The warnings of an import, the most frequent first. */
public record WarningList(List<WarningText> warnings) {}
