-- By a certificate's SHA-256, its entry (N12); nothing else of an entry is looked for. What the index is of stands in CertificateProofs
-- too, word for word. No value of another field can look like this: its quotation marks have backslashes.
create index proof_entry_certificate on proof_entry (
    (substring(encode(body, 'escape') from '^\{"at":"[^"]*","kind":"certificate-issued".*"sha256":"([0-9a-f]{64})"'))
) where substring(encode(body, 'escape') from '^\{"at":"[^"]*","kind":"certificate-issued".*"sha256":"([0-9a-f]{64})"') is not null;
