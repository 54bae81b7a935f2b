/** What the server must refuse, one test for each, against the running system. */
package org.konsil.refusal;
