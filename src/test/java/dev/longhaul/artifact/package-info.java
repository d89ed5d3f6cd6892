/** What users get from a repository: the library's jar, its POM and the test kit. */
@NullMarked
package dev.longhaul.artifact;

import org.jspecify.annotations.NullMarked;
