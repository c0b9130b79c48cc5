/// Who may speak to the server: nobody but the browser of the person who started it.
///
/// [org.gyre.app.web.guard.Guard] stands before every route, static files and event streams included. It
/// lets a request pass that names this server by one of its own names ([org.gyre.app.web.guard.Address]),
/// was not sent by the page of another site, and carries the cookie that
/// [org.gyre.app.web.guard.Credentials] gave for the one-time token of the printed address; what changes
/// anything must also carry the page's own secret in a header, which no form can send.
@NullMarked
package org.gyre.app.web.guard;

import org.jspecify.annotations.NullMarked;
