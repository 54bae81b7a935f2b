package org.konsil.server.directory.lookup;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.konsil.server.access.Identity;
import org.konsil.server.directory.Person;
import org.konsil.server.directory.UserId;

/** A row of the table {@code person}; synchronisation alone writes it. */
@Entity
@Immutable
@Table(name = "person")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class StoredPerson {

    @Id
    @Column(name = "user_id")
    private UUID userId;

    @Column(nullable = false)
    private String issuer;

    @Column(nullable = false)
    private String subject;

    @Column(nullable = false)
    private String username;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private String ward;

    @Column(nullable = false)
    private String duty;

    @Column(nullable = false)
    private boolean enabled;

    protected StoredPerson() {}

    Person toPerson() {
        return new Person(new UserId(userId), name, ward, duty, enabled);
    }

    Identity identity() {
        return new Identity(issuer, subject);
    }

    String username() {
        return username;
    }
}
