package org.konsil.pki.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.konsil.pki.Certificates;

/**
 * A certificate with all that a checker needs, as values and as files in a folder.
 *
 * @param chain the certificate, its CA if it is not the root, the root
 * @param lists of each CA of the chain, the newest first
 */
record Evidence(List<X509Certificate> chain, List<X509CRL> lists, Path folder) {

    X509Certificate leaf() {
        return chain.get(0);
    }

    X509Certificate root() {
        return chain.get(chain.size() - 1);
    }

    List<X509Certificate> intermediates() {
        return chain.subList(1, chain.size() - 1);
    }

    /** Writes {@code leaf.pem}, {@code ca.pem} (perhaps empty), {@code root.pem}, {@code lists.pem}, {@code list-<n>.crl}. */
    Evidence written() throws Exception {
        Files.createDirectories(folder);
        write("leaf.pem", List.of(leaf()));
        write("ca.pem", intermediates());
        write("root.pem", List.of(root()));
        write("chain.pem", chain);
        StringBuilder pem = new StringBuilder();
        for (int i = 0; i < lists.size(); i++) {
            byte[] der = lists.get(i).getEncoded();
            Files.write(folder.resolve("list-" + i + ".crl"), der);
            pem.append("-----BEGIN X509 CRL-----\n")
                    .append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der))
                    .append("\n-----END X509 CRL-----\n");
        }
        Files.writeString(folder.resolve("lists.pem"), pem);
        return this;
    }

    private void write(String name, List<X509Certificate> certificates) throws IOException {
        StringBuilder pem = new StringBuilder();
        certificates.forEach(certificate -> pem.append(Certificates.pem(certificate)));
        Files.writeString(folder.resolve(name), pem);
    }
}
