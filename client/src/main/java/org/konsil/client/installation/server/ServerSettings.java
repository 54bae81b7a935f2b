package org.konsil.client.installation.server;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.konsil.client.installation.layout.Cluster;
import org.konsil.client.installation.layout.Folders;
import org.konsil.client.installation.layout.InstallationSettings;
import org.konsil.client.installation.layout.SecretName;
import org.konsil.client.installation.layout.Secrets;
import org.konsil.pki.ceremony.CeremonyFiles;

/** The {@code konsil.*} settings that the server reads; file names instead of secrets. */
final class ServerSettings {

    private ServerSettings() {}

    static Map<String, String> of(
            InstallationSettings settings, Folders folders, Secrets secrets, URI issuer, Optional<Cluster> cluster) {
        Map<String, String> values = new LinkedHashMap<>();
        cluster.ifPresent(place -> values.put("konsil.cluster.node", place.node()));
        values.put("konsil.hospital.name", settings.hospital().name());
        values.put("konsil.hospital.domain", settings.hospital().domain());
        values.put("konsil.public.host", settings.hospital().host());
        values.put("konsil.public.https-port", Integer.toString(settings.ports().https()));
        values.put("konsil.public.http-port", Integer.toString(settings.ports().http()));
        values.put("konsil.access.issuer", issuer.toString());
        values.put("konsil.access.jwks-uri", issuer + "/protocol/openid-connect/certs");
        values.put("konsil.access.clients", "app,command");
        addDirectory(values, secrets, issuer);
        addAuthorities(values, folders, secrets);
        values.put(
                "konsil.certification.root-file",
                folders.pki().resolve(CeremonyFiles.ROOT_CERTIFICATE).toString());
        addServerKeys(values, folders, secrets);
        values.put(
                "konsil.certification.root-list-file",
                folders.pki().resolve(CeremonyFiles.ROOT_LIST).toString());
        secrets.require(SecretName.ACME_SECRET);
        values.put(
                "konsil.certification.acme.secret-file",
                secrets.file(SecretName.ACME_SECRET).toString());
        values.put(
                "konsil.device.approved-hardware-file",
                folders.approvedHardwareFile().toString());
        values.put("konsil.attachment.folder", folders.attachments().toString());
        secrets.require(SecretName.PROOF_KEY_PASSWORD);
        values.put("konsil.proof.folder", folders.proof().toString());
        values.put(
                "konsil.proof.key-password-file",
                secrets.file(SecretName.PROOF_KEY_PASSWORD).toString());
        values.put(
                "konsil.proof.witness-policy-file", folders.witnessPolicyFile().toString());
        values.put(
                "konsil.socket.allowed-origin",
                "https://" + settings.hospital().host() + ":" + settings.ports().https());
        return values;
    }

    /** From where the staff come. */
    private static void addDirectory(Map<String, String> values, Secrets secrets, URI issuer) {
        values.put(
                "konsil.directory.admin-uri",
                issuer.resolve("/admin" + issuer.getPath()).toString());
        values.put("konsil.directory.token-uri", issuer + "/protocol/openid-connect/token");
        values.put("konsil.directory.client-id", "directory");
        values.put(
                "konsil.directory.client-secret-file",
                secrets.file(SecretName.DIRECTORY_CLIENT_SECRET).toString());
        values.put("konsil.directory.interval", "PT30S");
    }

    /** What the running server renews. */
    private static void addServerKeys(Map<String, String> values, Folders folders, Secrets secrets) {
        secrets.require(SecretName.SERVER_KEY_PASSWORD);
        secrets.require(SecretName.DELIVERY_KEY_PASSWORD);
        values.put(
                "konsil.messaging.delivery-key-password-file",
                secrets.file(SecretName.DELIVERY_KEY_PASSWORD).toString());
        values.put(
                "konsil.certification.tls-file",
                folders.pki().resolve(CeremonyFiles.SERVER).toString());
        values.put(
                "konsil.certification.tls-password-file",
                secrets.file(SecretName.SERVER_KEY_PASSWORD).toString());
    }

    private static void addAuthorities(Map<String, String> values, Folders folders, Secrets secrets) {
        Path pki = folders.pki();
        addAuthority(
                values, "device", pki.resolve(CeremonyFiles.DEVICE_CA), secrets.file(SecretName.DEVICE_CA_PASSWORD));
        addAuthority(
                values, "service", pki.resolve(CeremonyFiles.SERVICE_CA), secrets.file(SecretName.SERVICE_CA_PASSWORD));
        addAuthority(values, "staff", pki.resolve(CeremonyFiles.STAFF_CA), secrets.file(SecretName.STAFF_CA_PASSWORD));
    }

    /** An installation whose ceremony was before there was a Staff CA goes on without one. */
    private static void addAuthority(Map<String, String> values, String name, Path file, Path password) {
        if (Files.exists(file)) {
            values.put("konsil.certification." + name + "-ca-file", file.toString());
            values.put("konsil.certification." + name + "-ca-password-file", password.toString());
        }
    }
}
