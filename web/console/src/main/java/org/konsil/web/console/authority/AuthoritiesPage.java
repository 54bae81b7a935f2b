package org.konsil.web.console.authority;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.Certificates;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.server.certification.inventory.CertificationHealth;
import org.konsil.server.certification.inventory.ListHealth;
import org.konsil.server.certification.publication.AuthorityCertificates;

/** The root and the CAs below it, how long they last, and whether what they publish is fresh. */
@Named("authoritiesPage")
@RequestScoped
@SuppressWarnings("NullAway.Init") // read fills it
public class AuthoritiesPage {

    @Inject
    AuthorityCertificates certificates;

    @Inject
    CertificationHealth health;

    @Inject
    Clock clock;

    private AuthorityView root;
    private List<AuthorityView> issuing;
    private List<ListHealth> lists;

    @PostConstruct
    void read() {
        root = view("root", certificates.root(), 0);
        issuing = new ArrayList<>();
        for (IssuingAuthority authority : IssuingAuthority.values()) {
            certificates
                    .find(authority)
                    .ifPresent(der ->
                            issuing.add(view(authority.name().toLowerCase(Locale.ROOT) + "-ca", der, issuing.size())));
        }
        lists = health.lists();
    }

    private AuthorityView view(String name, byte[] der, int column) {
        try {
            return new AuthorityView(name, Certificates.parse(der), clock.instant(), column);
        } catch (CertificateException e) {
            throw new IllegalStateException("the certificate of a CA cannot be read", e);
        }
    }

    public AuthorityView getRoot() {
        return root;
    }

    /** The CAs that are here. */
    public List<AuthorityView> getIssuing() {
        return issuing;
    }

    /** The root first. */
    public List<AuthorityView> getAll() {
        List<AuthorityView> all = new ArrayList<>(issuing);
        all.add(0, root);
        return all;
    }

    /** How wide the picture is. */
    public int getWidth() {
        return AuthorityView.COLUMN * Math.max(1, issuing.size());
    }

    /** Where the root stands in it. */
    public int getRootX() {
        return (getWidth() - AuthorityView.COLUMN) / 2;
    }

    public List<ListHealth> getLists() {
        return lists;
    }

    /** When the first OCSP signer of this server ends; null if none was needed since the start. */
    public @Nullable Instant getSignerEnd() {
        return health.firstSignerEnd().orElse(null);
    }

    /** Devices whose posture lease is not over. */
    public long getLeases() {
        return health.currentLeases();
    }
}
