/// Explorables: small systems that answer at once when one of their numbers is changed, for the page's Play and the
/// command `gyre play`.
///
/// An [org.gyre.lab.play.Explorable] says which numbers there are ([org.gyre.lab.play.Dial]: bounds, default and why)
/// and answers to [org.gyre.lab.play.Settings] of them. [org.gyre.lab.play.Explorables] lists them all:
///
/// - [org.gyre.lab.play.UnitPlay]: one leaky integrate-and-fire unit
/// - [org.gyre.lab.play.NetworkPlay]: a recurrent network of up to twelve units, exact
/// - [org.gyre.lab.play.DecompositionPlay]: one gate under four measures of redundancy
/// - [org.gyre.lab.play.AvalanchePlay]: what bin width and subsampling do to avalanches
///
/// They compute nothing themselves that `nets`, `measure` and `data` have. An answer is a tree of maps, lists and
/// numbers, so that the page and the command line get the same; its fields are said in the doc comment of each view.
@NullMarked
package org.gyre.lab.play;

import org.jspecify.annotations.NullMarked;
