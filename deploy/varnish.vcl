vcl 4.1;

# Varnish 7 in front of the application, with CDN=varnish://this-host:port and vmod xkey (Debian:
# varnish, varnish-modules). TLS ends before it; what ends it sets X-Forwarded-Proto.

import std;
import xkey;

backend application {
    .host = "127.0.0.1";
    .port = "8000";
    .connect_timeout = 1s;
    .first_byte_timeout = 30s;
    .probe = {
        .request = "GET /healthz HTTP/1.1" "Host: localhost" "Connection: close";
        .interval = 1s;
        .timeout = 1s;
        .window = 3;
        .threshold = 2;
        .initial = 2;
    }
}

# The hosts that run "manage.py purge_cdn".
acl purgers {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        if (client.ip !~ purgers) {
            return (synth(403, "Forbidden"));
        }
        if (req.http.xkey-purge) {
            set req.http.x-gone = xkey.purge(req.http.xkey-purge);
        }
        if (req.http.xkey-softpurge) {
            set req.http.x-gone = xkey.softpurge(req.http.xkey-softpurge);
        }
        return (synth(200, "Purged"));
    }
    if (req.restarts == 0) {
        unset req.http.x-old;
    }
    if ((req.method != "GET" && req.method != "HEAD") || req.http.Authorization) {
        return (pass);
    }
    # What others put into links; no page reads it.
    if (req.url ~ "[?&](utm_[a-z_]+|fbclid|gclid|zarsrc|zalo_id|mc_cid|mc_eid)=") {
        set req.url = regsuball(req.url,
            "([?&])(utm_[a-z_]+|fbclid|gclid|zarsrc|zalo_id|mc_cid|mc_eid)=[^&]*", "\1");
        set req.url = regsuball(req.url, "&&+", "&");
        set req.url = regsub(req.url, "\?&", "?");
        set req.url = regsub(req.url, "[?&]+$", "");
    }
    # An older page is shown where no newer one can be made, and only there.
    set req.grace = 7d;
    if (!req.http.x-old && std.healthy(req.backend_hint)) {
        set req.grace = 0s;
    }
    # Cookies stay with the request: the application says of each answer whom it is for.
    return (hash);
}

sub vcl_backend_response {
    if (beresp.status >= 500 && !bereq.uncacheable) {
        # Given up, so that an older page is not replaced; asked once more where there is none.
        if (bereq.is_bgfetch || !bereq.http.x-old) {
            return (abandon);
        }
        set beresp.uncacheable = true;
        set beresp.ttl = 0s;
        return (deliver);
    }
    if (beresp.status == 200 && beresp.http.Surrogate-Control ~ "max-age=[0-9]+") {
        set beresp.ttl = std.duration(
            regsub(beresp.http.Surrogate-Control, "^.*max-age=([0-9]+).*$", "\1s"), 0s);
        set beresp.grace = 0s;
        if (beresp.http.Surrogate-Control ~ "stale-if-error=[0-9]+") {
            set beresp.grace = std.duration(
                regsub(beresp.http.Surrogate-Control, "^.*stale-if-error=([0-9]+).*$", "\1s"), 0s);
        }
        unset beresp.http.Set-Cookie;
        return (deliver);
    }
    # For one reader: who asks for the same is not kept waiting for this answer.
    set beresp.uncacheable = true;
    set beresp.ttl = 10s;
    return (deliver);
}

sub vcl_backend_error {
    if (!bereq.uncacheable && (bereq.is_bgfetch || !bereq.http.x-old)) {
        return (abandon);
    }
}

sub vcl_synth {
    if (resp.status == 503 && req.restarts == 0 && (req.method == "GET" || req.method == "HEAD")) {
        set req.http.x-old = "1";
        return (restart);
    }
}

sub vcl_deliver {
    unset resp.http.xkey;
    unset resp.http.Surrogate-Control;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
}
