package org.konsil.server.certification.acme;

import com.nimbusds.jose.JWSAlgorithm;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;
import org.konsil.server.certification.ServerAccountOpened;

/** The accounts of the hospital's servers, and the check of everything that is signed with an account's key. */
@Stateless
public class ServerAccounts {

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.EdDSA, JWSAlgorithm.RS256);
    private static final String MAIL = "mailto:[^\\s?,]{1,250}@[^\\s?,@]{1,250}";
    private static final int MAX_CONTACTS = 10;

    @Inject
    AccountTable accounts;

    @Inject
    BindingCheck bindings;

    @Inject
    AccountAddresses addresses;

    @Inject
    Nonces nonces;

    @Inject
    Event<ServerAccountOpened> opened;

    @Inject
    Clock clock;

    /** A nonce for one request. */
    public String nonce() {
        return nonces.next();
    }

    /**
     * Checks a message (RFC 8555, section 6): form, key, signature, address, and that its nonce was not used before. The nonce
     * is used up when this returns, whatever becomes of the request.
     *
     * @param url the address that it was sent to
     */
    public SignedRequest open(byte[] body, String url) {
        UnverifiedMessage message = UnverifiedMessage.read(body);
        if (!message.url().equals(url)) {
            throw new AcmeRefusedException(AcmeRefusal.WRONG_URL);
        }
        Optional<AccountRow> account = message.kid().map(this::requireAccount);
        AccountKey key = account.map(AccountRow::key).or(message::key).orElseThrow(StrictJson::malformed);
        requireSignature(message, key);
        nonces.use(message.nonce().orElseThrow(() -> new AcmeRefusedException(AcmeRefusal.BAD_NONCE)));
        return new SignedRequest(account.map(AccountRow::id), key.json(), url, message.payload());
    }

    /**
     * Opens an account, or finds the one of this key; only a new one needs an officer's key (section 7.3.4).
     *
     * @param request must carry its key, not name an account
     */
    public OpenedAccount register(SignedRequest request, Registration registration) {
        AccountKey key = requireKey(request);
        requireContacts(registration);
        accounts.lock(key);
        Optional<AccountRow> present = accounts.find(key);
        if (present.isPresent()) {
            return new OpenedAccount(present.get().requireOpen().toAccount(), false);
        }
        if (registration.onlyExisting()) {
            throw new AcmeRefusedException(AcmeRefusal.UNKNOWN_ACCOUNT);
        }
        byte[] binding =
                registration.binding().orElseThrow(() -> new AcmeRefusedException(AcmeRefusal.BINDING_MISSING));
        Instant now = now();
        UUID account = UUID.randomUUID();
        if (!accounts.add(account, key, now)) {
            throw new AcmeRefusedException(AcmeRefusal.KEY_TAKEN);
        }
        UUID kid = bindings.requireBound(binding, key, request.url(), account);
        opened.fire(new ServerAccountOpened(account, kid, now));
        return new OpenedAccount(new ServerAccount(account, AccountRow.VALID), true);
    }

    /** The account as it is; nothing of an update is kept, since nothing but the key is (section 7.3.2). */
    public ServerAccount require(UUID account) {
        return accounts.lock(account).requireOpen().toAccount();
    }

    /** Checks the form of addresses of an update, which are not kept. */
    public void checkContacts(Registration update) {
        requireContacts(update);
    }

    /** Closes the account for ever (section 7.3.6). */
    public ServerAccount deactivate(UUID account) {
        AccountRow row = accounts.lock(account).requireOpen();
        row.close(AccountRow.DEACTIVATED);
        return row.toAccount();
    }

    /** Puts another key in the place of the account's own; both keys have signed (section 7.3.5). */
    public ServerAccount changeKey(SignedRequest request) {
        AccountRow account = accounts.lock(request.account()).requireOpen();
        UnverifiedMessage inner = UnverifiedMessage.read(request.payload());
        AccountKey successor = inner.key().orElseThrow(StrictJson::malformed);
        requireSignature(inner, successor);
        if (!isChangeOf(account, inner, request)) {
            throw StrictJson.malformed();
        }
        accounts.lock(successor);
        Optional<AccountRow> holder = accounts.find(successor);
        if (holder.isPresent()) {
            throw new AcmeRefusedException(AcmeRefusal.KEY_TAKEN, holder.get().id());
        }
        account.changeKey(successor);
        return account.toAccount();
    }

    /** What a challenge is to be answered with: the token and the thumbprint of the account's key (section 8.1). */
    public String keyAuthorization(UUID account, String token) {
        return token + "."
                + accounts.find(account)
                        .map(AccountRow::requireOpen)
                        .map(row -> row.key().thumbprint())
                        .orElseThrow(() -> new AcmeRefusedException(AcmeRefusal.UNKNOWN_ACCOUNT));
    }

    /** Whether the request was signed with this very key, a certificate's perhaps. */
    public boolean isKeyOf(SignedRequest request, PublicKey key) {
        return AccountKey.parse(request.jwk()).is(key);
    }

    private boolean isChangeOf(AccountRow account, UnverifiedMessage inner, SignedRequest request) {
        JsonObject change = StrictJson.read(inner.payload());
        String present = account.key().thumbprint();
        return inner.nonce().isEmpty()
                && inner.url().equals(request.url())
                && StrictJson.requireText(change, "account").equals(addresses.of(account.id()))
                && change.get("oldKey") instanceof JsonObject old
                && AccountKey.parse(old.toString()).thumbprint().equals(present)
                && AccountKey.parse(request.jwk()).thumbprint().equals(present);
    }

    private AccountRow requireAccount(String kid) {
        return addresses
                .find(kid)
                .flatMap(accounts::find)
                .map(AccountRow::requireOpen)
                .orElseThrow(() -> new AcmeRefusedException(AcmeRefusal.UNKNOWN_ACCOUNT));
    }

    private static AccountKey requireKey(SignedRequest request) {
        if (request.signer().isPresent()) {
            throw StrictJson.malformed();
        }
        return AccountKey.parse(request.jwk());
    }

    private static void requireSignature(UnverifiedMessage message, AccountKey key) {
        if (!ALGORITHMS.contains(message.algorithm())) {
            throw new AcmeRefusedException(AcmeRefusal.UNSUPPORTED_ALGORITHM);
        }
        if (!key.verifies(message.algorithm(), message.signed(), message.signature())) {
            throw new AcmeRefusedException(AcmeRefusal.WRONG_SIGNATURE);
        }
    }

    private static void requireContacts(Registration registration) {
        if (registration.contacts().size() > MAX_CONTACTS
                || !registration.contacts().stream().allMatch(contact -> contact.matches(MAIL))) {
            throw new AcmeRefusedException(AcmeRefusal.UNSUPPORTED_CONTACT);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
