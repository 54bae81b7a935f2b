package org.konsil.client.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.konsil.pki.ceremony.CeremonyPlan;
import org.konsil.pki.profile.PublicAddresses;
import picocli.CommandLine.Option;

/** What every act of a ceremony is told; the same on both machines, or the certificates are refused. */
final class CeremonyOptions {

    @Option(names = "--hospital", required = true, paramLabel = "NAME", description = "The name in every certificate")
    private String hospital;

    @Option(
            names = "--host",
            required = true,
            paramLabel = "DNS-NAME",
            description = "A name of the hospital's servers; the first is the main one")
    private List<String> hosts;

    @Option(
            names = "--published-at",
            required = true,
            paramLabel = "URL",
            description = "Where lists and CA certificates are fetched, such as http://konsil.example:8080/pki")
    private String base;

    @Option(names = "--folder", required = true, paramLabel = "FOLDER", description = "Where keys and certificates lie")
    private Path folder;

    @Option(
            names = "--password-file",
            required = true,
            paramLabel = "FILE",
            description = "Its first line opens the key; delete it afterwards")
    private Path passwordFile;

    CeremonyPlan plan() {
        return new CeremonyPlan(hospital, hosts, new PublicAddresses(base));
    }

    Path folder() {
        return folder;
    }

    char[] password() {
        try {
            return Files.readString(passwordFile).lines().findFirst().orElse("").toCharArray();
        } catch (IOException e) {
            throw new UncheckedIOException("the password file cannot be read", e);
        }
    }
}
