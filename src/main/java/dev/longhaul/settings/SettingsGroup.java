package dev.longhaul.settings;

/**
 * Marks the settings record of one package. Every bean of this type is built when the application starts, so a fault in
 * any of them is reported together with all others before anything else runs.
 */
public interface SettingsGroup {}
