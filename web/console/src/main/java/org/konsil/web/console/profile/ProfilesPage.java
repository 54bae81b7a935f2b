package org.konsil.web.console.profile;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.konsil.server.certification.profile.ProfileBook;
import org.konsil.web.console.frame.Words;

/** All profiles, as they are in force. */
@Named("profilesPage")
@RequestScoped
@SuppressWarnings("NullAway.Init") // read fills it
public class ProfilesPage {

    @Inject
    ProfileBook book;

    @Inject
    Words words;

    private List<ProfileView> profiles;

    @PostConstruct
    void read() {
        profiles = book.all().stream()
                .map(profile -> new ProfileView(profile, words))
                .toList();
    }

    public List<ProfileView> getProfiles() {
        return profiles;
    }
}
