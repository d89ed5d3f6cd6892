/** What users get and what it is made of: the library's jar, its POM, the test kit, and the parts of the WAR. */
@NullMarked
package dev.longhaul.artifact;

import org.jspecify.annotations.NullMarked;
