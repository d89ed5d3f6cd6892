package dev.longhaul.asyncstate;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of a state's type in its key, so that the record may be moved or renamed. Without it the class name is used.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface StateType {

    /** 1 to 200 letters, digits, dots, dashes, underscores or dollar signs; one per record of the application. */
    String value();
}
