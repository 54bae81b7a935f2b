package org.konsil.web.console.profile;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.server.certification.UnknownProfileException;
import org.konsil.server.certification.profile.ProfileBook;
import org.konsil.server.certification.profile.ProfileRevision;
import org.konsil.web.console.frame.NotFound;
import org.konsil.web.console.frame.Words;

/** One profile: as the makers gave it, as it is in force, and each change between the two. */
@Named("profilePage")
@RequestScoped
public class ProfilePage {

    @Inject
    HttpServletRequest request;

    @Inject
    ProfileBook book;

    @Inject
    Words words;

    private @Nullable CertificateProfile profile;

    /** Looks for it before anything is shown; what does not exist is answered as not found. */
    public void open() throws IOException {
        try {
            profile();
        } catch (UnknownProfileException unknown) {
            NotFound.answer();
        }
    }

    /** Whether one comes here from asking for a change. */
    public boolean isAsked() {
        return request.getParameter("asked") != null;
    }

    private CertificateProfile profile() {
        if (profile == null) {
            profile = book.require(
                    Optional.ofNullable(request.getParameter("name")).orElse(""));
        }
        return profile;
    }

    public ProfileView getView() {
        return new ProfileView(profile(), words);
    }

    /** Each setting, as the makers gave it and as it is in force. */
    public List<Difference> getSettings() {
        Map<String, String> made = CertificateProfiles.find(profile().name())
                .map(makers -> new ProfileView(makers, words).settings())
                .orElseGet(Map::of);
        return getView().settings().entrySet().stream()
                .map(setting ->
                        new Difference(setting.getKey(), made.getOrDefault(setting.getKey(), "–"), setting.getValue()))
                .toList();
    }

    /** The changes, the newest first. */
    public List<Revision> getRevisions() {
        List<ProfileRevision> revisions = book.revisions(profile().name());
        return IntStream.rangeClosed(1, revisions.size())
                .mapToObj(back -> new Revision(revisions.get(revisions.size() - back)))
                .toList();
    }

    /**
     * A setting before and after.
     *
     * @param name as changes name it
     */
    public record Difference(String name, String made, String now) {
        public String getName() {
            return name;
        }

        public String getMade() {
            return made;
        }

        public String getNow() {
            return now;
        }

        public boolean isChanged() {
            return !made.equals(now);
        }
    }

    /** A change as the page shows it. */
    public record Revision(ProfileRevision stored) {
        public int getNumber() {
            return stored.revision();
        }

        public Instant getDecidedAt() {
            return stored.decidedAt();
        }

        /** What changed, a setting a line. */
        public List<String> getChanges() {
            return new TreeMap<>(stored.change().settings())
                    .entrySet().stream()
                            .map(setting -> setting.getKey() + " = " + setting.getValue())
                            .toList();
        }
    }
}
