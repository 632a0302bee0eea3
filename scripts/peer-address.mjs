// Loaded before Next (node --import). Next hides the socket from route handlers and believes any X-Forwarded-For;
// rate limits and visitor hashes need the real peer. So every incoming request gets it in a header that callers cannot set.
import http from "node:http";

const emit = http.Server.prototype.emit;

http.Server.prototype.emit = function (event, ...args) {
  if (event === "request") {
    const [request] = args;
    request.headers["x-ba-peer"] = request.socket.remoteAddress ?? "unknown";
  }
  return emit.call(this, event, ...args);
};
