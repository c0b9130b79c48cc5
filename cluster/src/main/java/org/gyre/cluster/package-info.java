/// Independent work on a cluster: [org.gyre.cluster.SparkEngine] does the pieces of a
/// [org.gyre.lab.engine.Workload] on Apache Spark.
///
/// Start reading there. [org.gyre.cluster.Slice] is what runs on the machines of the cluster.
@NullMarked
package org.gyre.cluster;

import org.jspecify.annotations.NullMarked;
