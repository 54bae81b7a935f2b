package org.konsil.server.attachment.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.server.attachment.BlobName;
import org.konsil.server.platform.StartRefusedException;

@DisplayName("Attachments in an S3-compatible store (C2)")
class S3StoreTest extends AttachmentStoreContract {

    private static final String ACCESS_KEY = "konsil-node";
    private static final String SECRET_KEY = "geheim-" + UUID.randomUUID();

    @TempDir
    private static Path disk;

    private static BlobStoreContext backend;
    private static BlobStore objects;
    private static S3Proxy server;

    private final String bucket = "bucket-" + UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", disk.toString());
        backend = ContextBuilder.newBuilder(new FilesystemNio2BlobApiMetadata())
                .credentials(ACCESS_KEY, SECRET_KEY)
                .overrides(properties)
                .build(BlobStoreContext.class);
        objects = backend.getBlobStore();
        server = S3Proxy.builder()
                .blobStore(objects)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .build();
        server.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
        backend.close();
    }

    @Override
    AttachmentStore store() throws IOException {
        objects.createContainerInLocation(null, bucket);
        return new S3Store(settings(SECRET_KEY).open());
    }

    @Test
    @DisplayName("are not changed by a part that another node writes too late")
    void areNotChangedByALatePart() throws IOException {
        BlobName name = name();
        Path first = part(0, 1000);
        byte[] content = Files.readAllBytes(first);
        store().append(name, 0, first);
        store().complete(name, 1000, CipherSuite.P256.hash(content));

        store().append(name, 0, part(500, 600));

        try (InputStream in = store().read(name, 0, 1000)) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    @DisplayName("leave objects alone that are not theirs")
    void leaveOthersAlone() throws IOException {
        BlobName name = name();
        store().append(name, 0, part(0, 10));
        objects.putBlob(
                bucket,
                objects.blobBuilder("blobs/notes.txt").payload("not ours").build());

        try (Stream<BlobName> names = store().names()) {
            assertThat(names).containsExactly(name);
        }
    }

    @Test
    @DisplayName("cannot be reached with a wrong key, which nobody gets to read in the failure")
    void refusesAWrongKey() throws IOException {
        store();
        String wrong = "falsch-" + UUID.randomUUID();
        AttachmentStore stranger = new S3Store(settings(wrong).open());

        assertThatThrownBy(() -> stranger.append(name(), 0, part(0, 10)))
                .isInstanceOf(IOException.class)
                .satisfies(failure -> {
                    StringWriter trace = new StringWriter();
                    failure.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain(wrong).doesNotContain(SECRET_KEY);
                });
    }

    @Test
    @DisplayName("want https, a bucket and keys in files before the server starts")
    void wantCompleteSettings() throws IOException {
        settings(SECRET_KEY).requireUsable();
        S3Settings plain = settings(SECRET_KEY);
        plain.endpoint = Optional.of("http://s3.hospital.example");
        assertThatThrownBy(plain::requireUsable).isInstanceOf(StartRefusedException.class);
        S3Settings keyless = settings(SECRET_KEY);
        keyless.secretKeyFile = Optional.empty();
        assertThatThrownBy(keyless::requireUsable).isInstanceOf(StartRefusedException.class);
        S3Settings bucketless = settings(SECRET_KEY);
        bucketless.bucket = Optional.empty();
        assertThatThrownBy(bucketless::requireUsable).isInstanceOf(StartRefusedException.class);
    }

    private S3Settings settings(String secret) throws IOException {
        S3Settings settings = new S3Settings();
        settings.endpoint = Optional.of("http://127.0.0.1:" + server.getPort());
        settings.bucket = Optional.of(bucket);
        settings.region = "us-east-1";
        settings.accessKeyFile = Optional.of(file("access", ACCESS_KEY));
        settings.secretKeyFile = Optional.of(file("secret", secret));
        return settings;
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(Files.createTempFile(scratch, name, null), content + "\n")
                .toString();
    }
}
