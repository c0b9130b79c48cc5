/// How the command line and the server write numbers and read what they are sent.
@NullMarked
package org.gyre.app.json;

import org.jspecify.annotations.NullMarked;
