/** A checked key and names from the directory become a certificate: built, linted, journalled by the caller, signed once, compared. */
@NullMarked
package org.konsil.pki.issuance;

import org.jspecify.annotations.NullMarked;
