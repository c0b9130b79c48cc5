/// The experiments of recurrent infomax: what a run trains, what it is tested with, and which figures and
/// values come out of it.
///
/// Start with [org.gyre.lab.infomax.InfomaxConfiguration] (the keys of a TOML file) and
/// [org.gyre.lab.infomax.InfomaxSession] (one step is one block). Every analysis is one file with its
/// settings inside: a table of its name in the TOML file switches it on.
/// [org.gyre.lab.infomax.ProxyCheck] and [org.gyre.lab.infomax.GradientCheck] are experiments of their
/// own that enumerate small networks.
///
/// Sources: T09 = Tanaka, Kaneko, Aoyagi 2009; T20 = Tanaka, Nakajima, Aoyagi 2020.
@NullMarked
package org.gyre.lab.infomax;

import org.jspecify.annotations.NullMarked;
