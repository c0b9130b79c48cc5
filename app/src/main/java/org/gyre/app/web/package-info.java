/// The server behind the page: `gyre serve`.
///
/// [org.gyre.app.web.WebServer] puts together what there is: the [guard][org.gyre.app.web.guard] before everything,
/// then [routes][org.gyre.app.web.http.Route], which are data, so that a test can walk them all. Each group of routes
/// is a class
/// of its own that turns requests into calls of `lab` and answers into JSON; no science lives here.
@NullMarked
package org.gyre.app.web;

import org.jspecify.annotations.NullMarked;
