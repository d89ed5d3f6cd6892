package dev.longhaul.it.server;

import dev.longhaul.launcher.ServerKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Gives an {@link OnEachKind} class the kinds of servers that this run of the tests is to use. */
final class KindsOfServer extends AnnotationBasedArgumentsProvider<OnEachKind> {

    @Override
    protected Stream<? extends Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context, OnEachKind wanted) {
        return Arrays.stream(ServerKind.values())
                .filter(kind -> ServerName.isWanted(kind.name().toLowerCase(Locale.ROOT)))
                .filter(kind -> kind != ServerKind.PAYARA
                        || wanted.payaraOnDemand().isEmpty()
                        || Boolean.getBoolean(wanted.payaraOnDemand()))
                .map(Arguments::of);
    }
}
