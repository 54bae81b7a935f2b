package org.konsil.server.directory.synchronisation;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.konsil.server.access.AccessSettings;
import org.konsil.server.access.Identity;
import org.konsil.server.access.IdentityUnreachableException;
import org.konsil.server.access.Role;

/** Brings Keycloak's staff into the table {@code person}: all of them now and then, one of them when somebody asks. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway.Init") // the container injects, then calls start
public class PeopleSynchroniser {

    private static final Logger LOGGER = System.getLogger(PeopleSynchroniser.class.getName());

    @Inject
    AccessSettings access;

    @Inject
    DirectorySettings settings;

    @Inject
    PersonTable table;

    @Resource
    TimerService timers;

    @Inject
    Clock clock;

    private KeycloakAdmin keycloak;
    private volatile @Nullable Instant answered;
    private volatile boolean unanswered;

    @PostConstruct
    void start() {
        keycloak = new KeycloakAdmin(settings);
        timers.createIntervalTimer(0, settings.interval().toMillis(), new TimerConfig(null, false));
    }

    @Timeout
    void synchronise() {
        try {
            List<KeycloakPerson> staff = keycloak.readStaff(table.enabled(access.issuer()));
            answered = clock.instant();
            unanswered = false;
            table.replaceAll(access.issuer(), staff);
        } catch (IdentityUnreachableException unreachable) {
            unanswered = true;
            // The next round tries again; until then the known people stay known.
            LOGGER.log(Level.WARNING, "People were not synchronised: {0}", unreachable.getMessage());
        }
    }

    /** When Keycloak told this node of its people last; nothing before it first did. */
    public Optional<Instant> lastAnswer() {
        return Optional.ofNullable(answered);
    }

    /** Whether it did not when it was asked last. */
    public boolean isUnanswered() {
        return unanswered;
    }

    /**
     * Asks for one person now; durable when it returns. Nothing happens if the issuer is not ours or they are not staff.
     *
     * @throws IdentityUnreachableException if Keycloak does not answer
     */
    public void pull(String issuer, String subject) {
        if (access.issuer().equals(issuer)) {
            keycloak.find(subject).ifPresent(person -> table.store(issuer, List.of(person)));
        }
    }

    /**
     * The roles that Keycloak gives this person now; they are stored nowhere here.
     *
     * @throws IdentityUnreachableException if Keycloak does not answer
     */
    public Set<Role> rolesOf(Identity person) {
        return access.issuer().equals(person.issuer()) ? keycloak.roles(person.subject()) : Set.of();
    }
}
