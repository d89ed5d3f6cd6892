package dev.longhaul.cluster;

import dev.longhaul.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS of the cluster channel, in both directions. Each end of a connection shows the certificate of its store and
 * trusts those that are in it and have not expired; a node without one of them can neither read nor join. Host names
 * are not compared, because nodes are known by their certificates and found by addresses that may change.
 *
 * @param context made from the store
 */
public record ClusterTls(SSLContext context) {

    /** Empty without the setting {@code longhaul.cluster.keystore}. Also when it is faulty, which the settings note. */
    static Optional<ClusterTls> from(Settings settings) {
        Optional<String> path = settings.optionalText(ClusterSettings.KEYSTORE);
        Optional<String> password = settings.optionalText(ClusterSettings.KEYSTORE_PASSWORD);
        if (path.isEmpty() || password.isEmpty()) {
            if (path.isPresent()) {
                settings.reject(
                        ClusterSettings.KEYSTORE_PASSWORD, "", "set, because " + ClusterSettings.KEYSTORE + " is");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ClusterTls(open(new File(path.get()), password.get().toCharArray())));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            settings.reject(
                    ClusterSettings.KEYSTORE,
                    path.get(),
                    "a key store with a private key that " + ClusterSettings.KEYSTORE_PASSWORD + " opens ("
                            + unusable.getMessage() + ")");
            return Optional.empty();
        }
    }

    private static SSLContext open(File file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(file, password);
        if (Collections.list(store.aliases()).stream().noneMatch(alias -> isKey(store, alias))) {
            throw new GeneralSecurityException("it has no private key");
        }
        for (String alias : Collections.list(store.aliases())) {
            // its peers would refuse it, and say so only in their own logs
            if (isKey(store, alias) && store.getCertificate(alias) instanceof X509Certificate own) {
                own.checkValidity();
            }
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), validOnly(trusted.getTrustManagers()), null);
        return context;
    }

    private static TrustManager[] validOnly(TrustManager[] managers) {
        return Arrays.stream(managers)
                .map(manager ->
                        manager instanceof X509ExtendedTrustManager extended ? new ValidPeers(extended) : manager)
                .toArray(TrustManager[]::new);
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (GeneralSecurityException notLoaded) {
            throw new IllegalStateException(notLoaded);
        }
    }
}
