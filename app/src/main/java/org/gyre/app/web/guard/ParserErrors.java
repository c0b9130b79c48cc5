package org.gyre.app.web.guard;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Answers what is no request at all, before a route or the [Guard] sees it: a sentence, with the headers
/// of every answer.
public final class ParserErrors extends ErrorHandler {
    private static final String TYPE = "text/plain;charset=utf-8";

    private static String sentence(int status) {
        return "This is no request that the server takes (" + status + " " + HttpStatus.getMessage(status) + ").\n";
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Guard.harden(response.getHeaders());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, TYPE);
        Content.Sink.write(response, true, sentence(response.getStatus()), callback);
        return true;
    }
}
