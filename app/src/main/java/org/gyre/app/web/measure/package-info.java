/// Recordings in the page: files of the working folder or dropped onto it, what they are, and what every
/// instrument says of them.
///
/// Files are read by processes of their own, with a heap of their own: a file that no reader survives does
/// not end the server.
@NullMarked
package org.gyre.app.web.measure;

import org.jspecify.annotations.NullMarked;
