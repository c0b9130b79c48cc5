/// Brings the data sets of [the catalogue][org.gyre.data.catalogue] to this machine, when a user
/// asks for it by `gyre data get NAME`; nothing else of the program uses a network.
///
/// Start with [org.gyre.app.fetch.Fetcher].
@NullMarked
package org.gyre.app.fetch;

import org.jspecify.annotations.NullMarked;
