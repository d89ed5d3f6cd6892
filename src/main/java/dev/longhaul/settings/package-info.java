/**
 * What an operator can set, read once at start.
 *
 * <p>Each package describes its own settings as a record that implements {@link dev.longhaul.settings.SettingsGroup}
 * and is built from {@link dev.longhaul.settings.Settings}, so the default of a setting stands beside its use. Faults
 * do not throw where they are found: they are collected, and the application refuses to start with all of them in one
 * message. Imports nothing of the project.
 */
@NullMarked
package dev.longhaul.settings;

import org.jspecify.annotations.NullMarked;
