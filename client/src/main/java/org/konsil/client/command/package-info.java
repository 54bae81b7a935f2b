/** The command line: reads the words of the user, lets the library work, and says how it went. */
@NullMarked
package org.konsil.client.command;

import org.jspecify.annotations.NullMarked;
