/// How the server answers: routes as data, objects of JSON, streams of events, and the policy of reports.
@NullMarked
package org.gyre.app.web.http;

import org.jspecify.annotations.NullMarked;
