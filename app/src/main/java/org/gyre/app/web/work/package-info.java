/// Work that outlives a request, and the server: processes of this very program, as a user would start them
/// in a terminal.
@NullMarked
package org.gyre.app.web.work;

import org.jspecify.annotations.NullMarked;
