package org.konsil.server.attachment.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.SecretFile;
import org.konsil.server.platform.StartRefusedException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Which S3-compatible store the attachments are in, if they are in one; its keys are in files. */
@ApplicationScoped
class S3Settings implements KnownSettings {

    private static final String ENDPOINT = "konsil.attachment.s3.endpoint";
    private static final String BUCKET = "konsil.attachment.s3.bucket";
    private static final String REGION = "konsil.attachment.s3.region";
    private static final String ACCESS_KEY_FILE = "konsil.attachment.s3.access-key-file";
    private static final String SECRET_KEY_FILE = "konsil.attachment.s3.secret-key-file";
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration ANSWERING = Duration.ofMinutes(1);

    @Inject
    @ConfigProperty(name = ENDPOINT)
    Optional<String> endpoint = Optional.empty();

    @Inject
    @ConfigProperty(name = BUCKET)
    Optional<String> bucket = Optional.empty();

    @Inject
    @ConfigProperty(name = REGION, defaultValue = "us-east-1")
    String region;

    @Inject
    @ConfigProperty(name = ACCESS_KEY_FILE)
    Optional<String> accessKeyFile = Optional.empty();

    @Inject
    @ConfigProperty(name = SECRET_KEY_FILE)
    Optional<String> secretKeyFile = Optional.empty();

    /** Whether blobs are to be there. */
    boolean isWanted() {
        return endpoint.isPresent();
    }

    /** The bucket, opened with the keys in the files. */
    S3Bucket open() {
        URI address = URI.create(require(ENDPOINT, endpoint));
        AwsBasicCredentials keys = AwsBasicCredentials.create(
                new SecretFile(Path.of(require(ACCESS_KEY_FILE, accessKeyFile))).read(),
                new SecretFile(Path.of(require(SECRET_KEY_FILE, secretKeyFile))).read());
        S3Client client = S3Client.builder()
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECTING)
                        .socketTimeout(ANSWERING)
                        .build())
                .endpointOverride(address)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(keys))
                .forcePathStyle(true)
                // What other stores than Amazon's understand; the blob's own digest is compared anyway.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                // Nothing is taken from a home folder.
                .overrideConfiguration(
                        own -> own.defaultProfileFile(ProfileFile.aggregator().build()))
                .build();
        return new S3Bucket(client, require(BUCKET, bucket));
    }

    @Override
    public Set<String> names() {
        return Set.of(ENDPOINT, BUCKET, REGION, ACCESS_KEY_FILE, SECRET_KEY_FILE);
    }

    @Override
    public void requireUsable() {
        if (!isWanted()) {
            return;
        }
        URI address = URI.create(require(ENDPOINT, endpoint));
        boolean here = "127.0.0.1".equals(address.getHost()) || "localhost".equals(address.getHost());
        if (address.getHost() == null || !("https".equals(address.getScheme()) || here)) {
            throw new StartRefusedException(ENDPOINT + " must be an https address");
        }
        require(BUCKET, bucket);
        new SecretFile(Path.of(require(ACCESS_KEY_FILE, accessKeyFile))).read();
        new SecretFile(Path.of(require(SECRET_KEY_FILE, secretKeyFile))).read();
    }

    private static String require(String name, Optional<String> value) {
        return value.orElseThrow(() -> new StartRefusedException(name + " is missing"));
    }
}
