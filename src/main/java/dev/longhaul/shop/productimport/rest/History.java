package dev.longhaul.shop.productimport.rest;

import java.util.List;

/**
 * What has happened to an import.
 *
 * @param transitions every change of its status, oldest first
 */
public record History(List<TransitionDocument> transitions) {}
