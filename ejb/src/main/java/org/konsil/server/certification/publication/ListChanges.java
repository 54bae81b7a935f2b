package org.konsil.server.certification.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.authority.Authorities;

/**
 * What the published lists lack, in the table {@code revocation_list_change}. A change is a new row, so that the cost of a
 * revocation does not depend on the length of any list and no revocation waits for another.
 */
@ApplicationScoped
class ListChanges {
    private static final String ADD = "insert into revocation_list_change (issuer, shard)"
            + " select issuer, shard from certificate_journal where serial = :serial and shard is not null"
            + " union all select issuer, null from certificate_journal where serial = :serial and issuer = 'device'";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    /** The certificate's status changed. */
    void add(CertificateSerial serial) {
        entities.createNativeQuery(ADD)
                .setParameter("serial", serial.toString())
                .executeUpdate();
    }

    /** Whether the list lacks something that is committed. */
    boolean has(ListName list) {
        return !entities.createNativeQuery("select id from revocation_list_change" + where())
                .setParameter("issuer", list.issuerText())
                .setParameter("shard", number(list))
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Called before the revocations are read for a new list, so that what comes later is a change again. */
    void clear(ListName list) {
        entities.createNativeQuery("delete from revocation_list_change" + where())
                .setParameter("issuer", list.issuerText())
                .setParameter("shard", number(list))
                .executeUpdate();
    }

    /** The lists that lack something. */
    List<ListName> changed() {
        List<?> rows = entities.createNativeQuery(
                        "select distinct issuer, shard from revocation_list_change", Object[].class)
                .getResultList();
        List<ListName> lists = new ArrayList<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            lists.add(new ListName(Authorities.parse((String) columns[0]), Optional.ofNullable((Integer) columns[1])));
        }
        return lists;
    }

    private static String where() {
        return " where issuer = :issuer and coalesce(shard, -1) = :shard";
    }

    private static int number(ListName list) {
        return list.shard().orElse(-1);
    }
}
