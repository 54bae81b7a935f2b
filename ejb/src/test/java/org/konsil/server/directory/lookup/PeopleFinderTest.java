package org.konsil.server.directory.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.konsil.server.directory.synchronisation.PeopleFixture.person;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.directory.Person;
import org.konsil.server.directory.UnknownPersonException;
import org.konsil.server.directory.UserId;
import org.konsil.server.directory.synchronisation.PeopleFixture;
import org.konsil.server.directory.synchronisation.PeopleSynchroniser;
import org.konsil.server.platform.TestDatabase;

@DisplayName("The people of the hospital, on PostgreSQL")
class PeopleFinderTest {

    private static TestDatabase database;

    private final String issuer = "https://sso.example/" + UUID.randomUUID();

    @BeforeAll
    static void start() throws IOException {
        database = new TestDatabase();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @BeforeEach
    void fill() {
        database.inTransaction(entities -> {
            entities.createNativeQuery("delete from person").executeUpdate();
            PeopleFixture.replaceAll(
                    entities,
                    issuer,
                    person("1", "Anna Müller-Özdemir", "Station 3"),
                    person("2", "Benjamin Anders", "Intensiv 100%_"),
                    person("3", "Eva Hannemann", "Station 3"));
            return null;
        });
    }

    @Test
    @DisplayName("are found by the beginnings of words, in whatever case, all of them together")
    void findsByTheBeginningsOfWords() {
        assertThat(names("an")).containsExactly("Anna Müller-Özdemir", "Benjamin Anders");
        assertThat(names("ANNA")).containsExactly("Anna Müller-Özdemir");
        assertThat(names("öz")).containsExactly("Anna Müller-Özdemir");
        assertThat(names("sta 3 eva")).containsExactly("Eva Hannemann");
        assertThat(names("nemann")).isEmpty();
        assertThat(names("  ")).isEmpty();
    }

    @Test
    @DisplayName("are not found by wildcards")
    void takesWildcardsLiterally() {
        assertThat(names("%")).isEmpty();
        assertThat(names("_")).isEmpty();
        assertThat(names("!")).isEmpty();
        assertThat(names("100%_")).containsExactly("Benjamin Anders");
    }

    @Test
    @DisplayName("are answered up to the limit")
    void keepsTheLimit() {
        List<Person> found = with(finder -> finder.find("pflege", 2));

        assertThat(found).hasSize(2);
        assertThat(found(finder -> finder.find("pflege", 0))).isEmpty();
    }

    @Test
    @DisplayName("keep their id when their name or ward changes")
    void keepsTheId() {
        Person before = with(finder -> finder.requireBySubject(issuer, "1"));

        database.inTransaction(entities -> {
            PeopleFixture.store(entities, issuer, person("1", "Anna Özdemir", "Ambulanz"));
            return null;
        });

        Person after = with(finder -> finder.require(before.id()));
        assertThat(after.name()).isEqualTo("Anna Özdemir");
        assertThat(after.ward()).isEqualTo("Ambulanz");
        assertThat(username(before.id())).isEqualTo("login-1");
    }

    @Test
    @DisplayName("are not enabled and not found any more when the user administration has let them go")
    void disablesWhoIsGone() {
        UserId eva = with(finder -> finder.requireBySubject(issuer, "3")).id();

        database.inTransaction(entities -> {
            PeopleFixture.replaceAll(
                    entities, issuer, person("1", "Anna", "Station 3"), person("2", "Ben", "Intensiv"));
            return null;
        });

        assertThat(with(finder -> finder.require(eva)).enabled()).isFalse();
        assertThat(names("eva")).isEmpty();
    }

    @Test
    @DisplayName("are found by their ids; an unknown id is left out, and refused when asked for alone")
    void findsByIds() {
        UserId anna = with(finder -> finder.requireBySubject(issuer, "1")).id();
        UserId nobody = new UserId(UUID.randomUUID());

        assertThat(found(finder -> finder.findAll(List.of(nobody, anna))))
                .extracting(Person::id)
                .containsExactly(anna);
        assertThat(found(finder -> finder.findAll(List.of()))).isEmpty();
        assertThatThrownBy(() -> with(finder -> finder.require(nobody))).isInstanceOf(UnknownPersonException.class);
    }

    private List<String> names(String words) {
        return with(finder -> finder.find(words, 50)).stream().map(Person::name).toList();
    }

    private static List<Person> found(Function<PeopleFinder, List<Person>> act) {
        return with(act);
    }

    private static String username(UserId id) {
        return with(finder -> finder.requireUsername(id));
    }

    private static <T> T with(Function<PeopleFinder, T> act) {
        return database.inTransaction(
                entities -> act.apply(PeopleFinderFixture.of(entities, new PeopleSynchroniser())));
    }
}
