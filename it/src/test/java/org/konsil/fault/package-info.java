/** What the server must survive without losing, doubling or reordering a message; each with a ledger. */
package org.konsil.fault;
