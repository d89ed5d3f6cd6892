/** What users get from a repository, and what it is made of: the library's jar, its POM, the test kit, and the WAR's parts. */
@NullMarked
package dev.longhaul.artifact;

import org.jspecify.annotations.NullMarked;
