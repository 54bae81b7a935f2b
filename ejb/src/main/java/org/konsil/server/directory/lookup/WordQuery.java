package org.konsil.server.directory.lookup;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A search by the beginnings of words, as one types them: "ann sta" finds Anna of Station 3. */
class WordQuery {

    private static final int MAX_WORDS = 5;
    private static final int MAX_CHARACTERS = 200;
    private static final int MAX_RESULTS = 50;
    private static final String TEXT = "lower(concat(' ', p.name, ' ', p.ward, ' ', p.duty))";

    private final List<String> words;

    WordQuery(String typed) {
        String bounded = typed.substring(0, Math.min(typed.length(), MAX_CHARACTERS));
        this.words = Stream.of(bounded.toLowerCase(Locale.ROOT).split("[\\s-]+", -1))
                .filter(word -> !word.isEmpty())
                .limit(MAX_WORDS)
                .map(WordQuery::escape)
                .toList();
    }

    /** @param everybody whether those who may not log in are meant, too */
    List<StoredPerson> find(EntityManager entities, int limit, boolean everybody) {
        if (words.isEmpty() || limit < 1) {
            return List.of();
        }
        StringBuilder query =
                new StringBuilder("select p from StoredPerson p where (p.enabled = true or :everybody = true)");
        for (int i = 0; i < words.size(); i++) {
            // Strict JPA knows no replace(): a word begins behind a space or behind a hyphen.
            query.append(" and (%1$s like :word%2$d escape '!' or %1$s like :part%2$d escape '!')".formatted(TEXT, i));
        }
        TypedQuery<StoredPerson> people =
                entities.createQuery(query.append(" order by p.name, p.userId").toString(), StoredPerson.class);
        people.setParameter("everybody", everybody);
        for (int i = 0; i < words.size(); i++) {
            people.setParameter("word" + i, "% " + words.get(i) + "%");
            people.setParameter("part" + i, "%-" + words.get(i) + "%");
        }
        return people.setMaxResults(Math.min(limit, MAX_RESULTS)).getResultList();
    }

    private static String escape(String word) {
        return word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
