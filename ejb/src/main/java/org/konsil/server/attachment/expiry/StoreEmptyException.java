package org.konsil.server.attachment.expiry;

/** The attachment store holds nothing of what the database knows: its disk is missing, or it is another one. */
class StoreEmptyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreEmptyException(int rows) {
        super("None of " + rows + " attachments is in the attachment store. Is its disk mounted? Nothing was removed.");
    }
}
