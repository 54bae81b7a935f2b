/** The pages of the people: whom the directory knows, what they may do, and what certificates they have. */
@NullMarked
package org.konsil.web.console.person;

import org.jspecify.annotations.NullMarked;
