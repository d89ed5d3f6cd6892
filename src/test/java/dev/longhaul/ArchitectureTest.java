package dev.longhaul;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Who may import whom, and where each technology may appear: one table for the whole design. */
@AnalyzeClasses(packages = "dev.longhaul", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Set<String> LIBRARY = LibraryPackages.names();

    private static final Set<String> FEATURES_BELOW_IMPORT =
            Set.of("shop.catalog", "shop.security", "shop.problem", "shop.audit");

    private static final Set<String> CLIENT_OF_REQUEST = Set.of(
            "getRemoteAddr",
            "getRemoteHost",
            "getScheme",
            "isSecure",
            "getServerName",
            "getServerPort",
            "getRequestURL");

    /** Package, and the packages of ours that it may import besides itself and its own leaves. */
    private static final Map<String, Set<String>> IMPORTS = Map.ofEntries(
            entry("settings", Set.of()),
            entry("cancellation", Set.of()),
            entry("lifecycle", Set.of("settings", "cancellation")),
            entry("database", Set.of("settings", "lifecycle")),
            entry("cluster", Set.of("settings", "database", "cancellation", "lifecycle")),
            entry("asyncstate", Set.of("settings", "cancellation", "lifecycle", "cluster")),
            entry("background", Set.of("settings", "cancellation", "lifecycle")),
            entry("request", Set.of("settings", "cancellation", "lifecycle")),
            entry(
                    "run",
                    Set.of("settings", "database", "cancellation", "lifecycle", "cluster", "asyncstate", "background")),
            // the command that migrates names every package with tables
            entry(
                    "shop",
                    Set.of(
                            "database",
                            "run",
                            "shop.audit",
                            "shop.catalog",
                            "shop.notification",
                            "shop.productimport",
                            "shop.security")),
            entry("shop.problem", Set.of("background", "database")),
            entry(
                    "shop.catalog",
                    Set.of(
                            "settings",
                            "database",
                            "cancellation",
                            "lifecycle",
                            "request",
                            "shop.security",
                            "shop.audit",
                            "shop.problem")),
            // the cluster for the name of the node that writes a line
            entry("shop.audit", Set.of("settings", "database", "cancellation", "lifecycle", "background", "cluster")),
            entry("shop.security", Set.of("settings", "database", "lifecycle", "shop.audit", "shop.problem")),
            // the catalogue for what its spreadsheets guard
            entry("shop.file", Set.of("shop.catalog")),
            entry("shop.reading", Set.of("shop.file", "shop.catalog")),
            entry(
                    "shop.productimport",
                    union(
                            LIBRARY,
                            union(FEATURES_BELOW_IMPORT, Set.of("shop.notification", "shop.file", "shop.reading")))),
            entry(
                    "shop.notification",
                    Set.of("settings", "database", "cancellation", "lifecycle", "run", "background", "shop.security")),
            entry("shop.operations", union(LIBRARY, union(FEATURES_BELOW_IMPORT, Set.of("shop.productimport")))));

    /** ProtoStream generates public classes from the envelopes; no source of ours or of a user's names them. */
    private static final String GENERATED = ".*(GeneratedStateSchema|___Marshaller_).*";

    private static final Pattern HIDDEN =
            Pattern.compile("^\\[*L?(org\\.(jdbi|infinispan|jgroups|flywaydb)|com\\.fasterxml)\\.");

    /**
     * Calls that answer by the language or the encoding of the JVM: {@code String.format("%d", 1)} writes another digit
     * in Arabic, and {@code "I".toLowerCase()} another letter in Turkish. Each has a form that names its locale or
     * charset.
     */
    private static final Set<String> BY_THE_JVMS_LOCALE = Set.of(
            "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
            "java.lang.String.formatted([Ljava.lang.Object;)",
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.lang.String.getBytes()",
            "java.lang.String.<init>([B)",
            "java.lang.String.<init>([B, int, int)",
            "java.io.ByteArrayOutputStream.toString()",
            "java.io.InputStreamReader.<init>(java.io.InputStream)",
            "java.io.OutputStreamWriter.<init>(java.io.OutputStream)",
            "java.io.PrintWriter.<init>(java.io.OutputStream)",
            "java.io.PrintStream.<init>(java.io.OutputStream)",
            "java.io.PrintWriter.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintWriter.format(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintStream.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintStream.format(java.lang.String, [Ljava.lang.Object;)",
            "java.io.FileReader.<init>(java.io.File)",
            "java.io.FileReader.<init>(java.lang.String)",
            "java.io.FileWriter.<init>(java.io.File)",
            "java.io.FileWriter.<init>(java.lang.String)",
            "java.util.Formatter.<init>()",
            "java.util.Formatter.<init>(java.lang.Appendable)",
            "java.util.Scanner.<init>(java.io.InputStream)",
            "java.util.Calendar.getInstance()",
            "java.util.Locale.getDefault()",
            "java.util.ResourceBundle.getBundle(java.lang.String)",
            "java.nio.charset.Charset.defaultCharset()",
            "java.text.NumberFormat.getInstance()",
            "java.text.NumberFormat.getNumberInstance()",
            "java.text.NumberFormat.getIntegerInstance()",
            "java.text.NumberFormat.getPercentInstance()",
            "java.text.DecimalFormat.<init>(java.lang.String)",
            "java.text.SimpleDateFormat.<init>(java.lang.String)",
            "java.text.MessageFormat.<init>(java.lang.String)",
            "java.text.MessageFormat.format(java.lang.String, [Ljava.lang.Object;)",
            "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
            "java.time.format.DateTimeFormatterBuilder.toFormatter()",
            "java.net.URLEncoder.encode(java.lang.String)",
            "java.net.URLDecoder.decode(java.lang.String)");

    private static final Pattern FEATURE = Pattern.compile("dev\\.longhaul\\.((?:shop\\.)?\\w+)(?:\\.(\\w+))?");

    @ArchTest
    static final ArchRule imports_follow_the_table = classes().should(onlyImportWhatTheTableAllows());

    @ArchTest
    static final ArchRule infinispan_and_jgroups_stay_behind_async_state = noClasses()
            .that()
            .resideOutsideOfPackages("dev.longhaul.cluster..", "dev.longhaul.asyncstate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.infinispan..", "org.jgroups..");

    @ArchTest
    static final ArchRule rest_stays_in_the_rest_leaves = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.longhaul.shop",
                    "dev.longhaul.shop.problem",
                    "dev.longhaul.shop.operations",
                    "dev.longhaul.shop.*.rest")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule servlets_stay_in_the_web_leaves = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.longhaul.request..",
                    "dev.longhaul.shop.security..",
                    "dev.longhaul.shop.operations",
                    "dev.longhaul.shop.*.web",
                    "dev.longhaul.shop.*.rest")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.servlet..");

    @ArchTest
    static final ArchRule rest_leaves_only_hand_request_and_response_on = noClasses()
            .that()
            .resideInAPackage("dev.longhaul.shop.*.rest")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are of the Servlet API, but for the request and the response",
                    type -> type.getPackageName().startsWith("jakarta.servlet")
                            && !type.isEquivalentTo(HttpServletRequest.class)
                            && !type.isEquivalentTo(HttpServletResponse.class)));

    @ArchTest
    static final ArchRule the_library_registers_nothing_with_a_container = noClasses()
            .that(areOf(LIBRARY))
            .should()
            .beAnnotatedWith("jakarta.servlet.annotation.WebServlet")
            .orShould()
            .beAnnotatedWith("jakarta.servlet.annotation.WebFilter")
            .orShould()
            .beAnnotatedWith("jakarta.servlet.annotation.WebListener")
            .orShould()
            .beAnnotatedWith("jakarta.ws.rs.Path")
            .orShould()
            .beAnnotatedWith("jakarta.ws.rs.ext.Provider")
            .orShould()
            .beAnnotatedWith("jakarta.ws.rs.ApplicationPath");

    @ArchTest
    static final ArchRule cancellation_is_plain_java = noClasses()
            .that()
            .resideInAPackage("dev.longhaul.cancellation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "org.infinispan..", "org.jdbi..");

    @ArchTest
    static final ArchRule every_thread_comes_from_the_container = noClasses()
            .should()
            .callConstructor(Thread.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class, String.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.Executors")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.ThreadPoolExecutor");

    /** Behind a proxy the server's own view is that of the proxy, not of the client. */
    @ArchTest
    static final ArchRule one_class_knows_who_the_client_is = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.longhaul.shop.security.connection.ClientConnection")
            .and()
            // keeps what the container says for its second dispatch, and judges nothing by it
            .doNotHaveFullyQualifiedName("dev.longhaul.shop.security.body.RequestAddress")
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "the client's address, scheme or host is asked of the request",
                    call -> CLIENT_OF_REQUEST.contains(call.getTarget().getName())
                            && call.getTargetOwner().isAssignableTo(ServletRequest.class)));

    @ArchTest
    static final ArchRule names_say_what_a_type_is_for =
            noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager|Service|Dto|Data|Info)");

    /** Users of the library need neither know what it is built with nor have the same version of it. */
    @ArchTest
    static final ArchRule the_library_shows_no_type_of_what_it_is_built_with =
            classes().that(areOf(LIBRARY)).and().haveNameNotMatching(GENERATED).should(showNoTypeOfAnotherLibrary());

    @ArchTest
    static final ArchRule nothing_prints = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule nothing_depends_on_the_language_or_the_encoding_of_the_jvm = noClasses()
            .that()
            .haveNameNotMatching(GENERATED)
            .should()
            .callCodeUnitWhere(JavaCall.Predicates.target(DescribedPredicate.describe(
                    "answers by the JVM's locale or charset",
                    target -> BY_THE_JVMS_LOCALE.contains(target.getFullName()))));

    @ArchTest
    static final ArchRule every_package_is_null_marked = classes().should(resideInANullMarkedPackage());

    private static ArchCondition<JavaClass> onlyImportWhatTheTableAllows() {
        return new ArchCondition<>("only import what the table allows") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                String from = featureOf(origin);
                if (from.isEmpty()) {
                    return;
                }
                Set<String> allowed = IMPORTS.get(from);
                if (allowed == null) {
                    events.add(SimpleConditionEvent.violated(origin, "package " + from + " is not in the table"));
                    return;
                }
                origin.getDirectDependenciesFromSelf().forEach(dependency -> {
                    JavaClass target = dependency.getTargetClass();
                    if (!target.getPackageName().startsWith("dev.longhaul")) {
                        return;
                    }
                    String to = featureOf(target);
                    boolean ownPackage = to.equals(from);
                    if (!ownPackage && !allowed.contains(to)) {
                        events.add(SimpleConditionEvent.violated(
                                origin, from + " must not import " + to + ": " + dependency.getDescription()));
                    }
                });
            }
        };
    }

    private static ArchCondition<JavaClass> showNoTypeOfAnotherLibrary() {
        return new ArchCondition<>("show no type of Jdbi, Infinispan, JGroups, Jackson or Flyway") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                if (!isShown(item)) {
                    return;
                }
                Stream<JavaMember> members = Stream.of(item.getMethods(), item.getConstructors(), item.getFields())
                        .flatMap(Set::stream);
                members.filter(member -> isShown(member)).forEach(member -> member.getAllInvolvedRawTypes().stream()
                        .filter(type -> HIDDEN.matcher(type.getName()).find())
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                item, member.getFullName() + " shows " + type.getName()))));
            }
        };
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a @NullMarked package no deeper than its building + 2") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage()
                        .tryGetPackageInfo()
                        .map(description -> description.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                boolean shallow = item.getPackageName().equals("dev.longhaul")
                        || FEATURE.matcher(item.getPackageName()).matches();
                if (!marked || !shallow) {
                    events.add(SimpleConditionEvent.violated(item, item.getName() + " is in " + item.getPackageName()));
                }
            }
        };
    }

    private static boolean isShown(JavaClass item) {
        return item.getModifiers().contains(JavaModifier.PUBLIC)
                && item.getEnclosingClass().map(ArchitectureTest::isShown).orElse(true);
    }

    private static boolean isShown(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static DescribedPredicate<JavaClass> areOf(Set<String> features) {
        return DescribedPredicate.describe("are of the library", item -> features.contains(featureOf(item)));
    }

    /** The first package below the root; empty for the root itself. */
    private static String featureOf(JavaClass item) {
        Matcher matcher = FEATURE.matcher(item.getPackageName());
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
