package org.konsil.web.console.profile;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.ProfileChange;
import org.konsil.pki.profile.ProfileRefusedException;
import org.konsil.server.access.Caller;
import org.konsil.server.certification.ProfileChangeRefusedException;
import org.konsil.server.certification.profile.ProfileBook;
import org.konsil.server.proof.ProofPendingException;
import org.konsil.web.console.frame.ConsolePage;
import org.konsil.web.console.frame.Notices;
import org.konsil.web.console.frame.ProvenAct;
import org.konsil.web.console.frame.Words;
import org.konsil.web.console.signin.CurrentOfficer;

/**
 * Asks for a narrower profile. The form knows which revision was read: if the profile was changed since, nothing is asked yet, the page
 * says what was changed and when, and keeps what was typed.
 */
@Named("profileChangePage")
@RequestScoped
public class ProfileChangePage {

    private static final List<String> TIMES = List.of("life", "longest-life", "renew-before", "key-use");
    private static final int MOST_DAYS = 36_600;

    @Inject
    HttpServletRequest request;

    @Inject
    ProfileBook book;

    @Inject
    ProfilePage page;

    @Inject
    Words words;

    @Inject
    CurrentOfficer officer;

    @Inject
    ProvenAct proven;

    @Inject
    Notices notices;

    private final Map<String, String> wanted = new HashMap<>();
    private @Nullable CertificateProfile profile;
    private boolean told;

    /** What was typed, by the settings' names. */
    public Map<String, String> getWanted() {
        return wanted;
    }

    private CertificateProfile profile() {
        if (profile == null) {
            profile = book.require(
                    Optional.ofNullable(request.getParameter("name")).orElse(""));
        }
        return profile;
    }

    /** The revision that whoever sends the form has read: on this page, or before it told them of another. */
    public int getRevision() {
        return told
                ? profile().revision()
                : readRevision().orElseGet(() -> profile().revision());
    }

    private Optional<Integer> readRevision() {
        return Optional.ofNullable(request.getParameter("revision"))
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf);
    }

    /** The times that a change may shorten, as they are in force. */
    public List<ProfilePage.Difference> getTimes() {
        Map<String, String> now = new ProfileView(profile(), words).settings();
        return TIMES.stream()
                .map(name -> new ProfilePage.Difference(name, "", now.getOrDefault(name, "")))
                .toList();
    }

    public List<String> getKeys() {
        return names(profile().keys().permitted());
    }

    public List<String> getUses() {
        return names(profile().usage().added());
    }

    private static List<String> names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().toList();
    }

    /** What others changed since the form was opened, the newest first; nothing before it was sent. */
    public List<ProfilePage.Revision> getSince() {
        int read = readRevision().orElse(Integer.MAX_VALUE);
        return told
                ? page.getRevisions().stream()
                        .filter(one -> one.getNumber() > read)
                        .toList()
                : List.of();
    }

    /** Asks for it, and goes back to the profile; stays here and says why if it was not asked for. */
    public @Nullable String ask() {
        Caller caller = officer.requireFor(ConsolePage.PROFILE_CHANGE);
        String name = profile().name();
        try {
            ProfileChange change = new ProfileChange(settings());
            if (change.settings().isEmpty()) {
                return notices.refuse("refused.nothing-changes");
            }
            proven.carryOut(() -> told =
                    book.askIfUnchanged(caller, name, getRevision(), change).isEmpty());
            profile = null;
            return told
                    ? notices.warn("profiles.changed-meanwhile")
                    : "/profile.xhtml?faces-redirect=true&asked=true&name=" + name;
        } catch (DateTimeException noDays) {
            return notices.refuse("refused.days");
        } catch (ProfileRefusedException | ProfileChangeRefusedException refused) {
            return notices.refuse("refused.profile-change");
        } catch (ProofPendingException pending) {
            return notices.warn("refused.proof-pending");
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        wanted.forEach((name, text) -> {
            if (text != null && !text.isBlank()) {
                settings.put(name, value(name, text.strip()));
            }
        });
        return settings;
    }

    /** As a change says it: times in ISO 8601, and of keys and uses those that are left. */
    private String value(String name, String text) {
        if (TIMES.contains(name)) {
            return days(text).toString();
        }
        return switch (name) {
            case "keys" -> without(text, getKeys());
            case "added-uses" -> without(text, getUses());
            default -> text;
        };
    }

    private static Duration days(String text) {
        if (!text.matches("[1-9]\\d{0,4}") || Integer.parseInt(text) > MOST_DAYS) {
            throw new DateTimeException("no days");
        }
        return Duration.ofDays(Integer.parseInt(text));
    }

    private static String without(String withdrawn, List<String> permitted) {
        return permitted.stream().filter(one -> !one.equals(withdrawn)).collect(Collectors.joining(","));
    }
}
