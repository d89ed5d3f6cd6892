package dev.longhaul.it;

@OnServer(value = ServerKind.PAYARA, database = ServerDatabase.Kind.H2)
class PayaraCheckedImportIT extends CheckedImportContract {

    PayaraCheckedImportIT(ServerUnderTest server) {
        super(server);
    }
}
