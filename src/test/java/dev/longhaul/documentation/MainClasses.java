package dev.longhaul.documentation;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes of the product as the compiler left them, read once. */
final class MainClasses {

    static final String ROOT = "dev.longhaul";
    static final String APPLICATION = "shop";

    private MainClasses() {}

    static JavaClasses all() {
        return Lazily.READ;
    }

    /** The outermost class around this one, which is the file that it is written in. */
    static JavaClass file(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost;
    }

    private static final class Lazily {
        static final JavaClasses READ = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
    }
}
