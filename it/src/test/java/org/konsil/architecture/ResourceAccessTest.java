package org.konsil.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.HttpMethod;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who may call what")
class ResourceAccessTest {

    private static final JavaClasses WEB = new ClassFileImporter().importPackages("org.konsil.web");

    @Test
    @DisplayName("every resource method says who may call it (default deny would answer 403)")
    void everyResourceMethodSaysWhoMayCallIt() {
        List<String> silent = resourceMethods().stream()
                .filter(method -> !method.isAnnotatedWith("jakarta.annotation.security.RolesAllowed")
                        && !method.isAnnotatedWith("jakarta.annotation.security.PermitAll"))
                .map(JavaMethod::getFullName)
                .toList();

        assertThat(silent).isEmpty();
    }

    @Test
    @DisplayName("what needs no token is a short list, looked at one by one")
    void openMethodsAreKnown() {
        List<String> open = resourceMethods().stream()
                .filter(method -> method.isAnnotatedWith("jakarta.annotation.security.PermitAll"))
                .map(method -> method.getOwner().getSimpleName() + "." + method.getName())
                .sorted()
                .toList();

        assertThat(open)
                .isSubsetOf(
                        // A signature opens these (RFC 8555, section 6.2), not a token.
                        "AcmeAccountResource.change",
                        "AcmeAccountResource.changeKey",
                        "AcmeAccountResource.open",
                        "AcmeAccountResource.orders",
                        "AcmeCertificateResource.certificate",
                        "AcmeCertificateResource.revoke",
                        "AcmeOrderResource.authorization",
                        "AcmeOrderResource.challenge",
                        "AcmeOrderResource.complete",
                        "AcmeOrderResource.create",
                        "AcmeOrderResource.show",
                        // What is told to everybody.
                        "AcmeDirectoryResource.directory",
                        "AcmeDirectoryResource.nonce",
                        "AcmeDirectoryResource.nonceHead",
                        "AcmeDirectoryResource.renewalInfo",
                        "CertificateFileResource.authority",
                        "CertificateFileResource.deviceList",
                        "CertificateFileResource.root",
                        "CertificateFileResource.rootList",
                        "CertificateFileResource.shard",
                        "EstResource.cacerts",
                        "HealthResource.live",
                        "HealthResource.ready",
                        "InstallationResource.read",
                        "StatusResource.get",
                        "StatusResource.post",
                        "TimeStampResource.stamp")
                .isNotEmpty();
    }

    private static List<JavaMethod> resourceMethods() {
        List<JavaMethod> methods = WEB.stream()
                .filter(type -> type.isAnnotatedWith("jakarta.ws.rs.Path"))
                .map(JavaClass::getMethods)
                .flatMap(Collection::stream)
                .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
                .toList();
        assertThat(methods).as("the resources are on the class path").hasSizeGreaterThan(2);
        return methods;
    }
}
